"""Sentences of an office, with words as common or as rare as in a real one (Zipf's law)."""

import json
from itertools import accumulate
from random import Random

COMMON = (
    "réunion dossier travaux planning équipe service matériel budget agent mairie école voirie "
    "commande devis facture rapport visite chantier sécurité formation accueil courrier salle "
    "véhicule contrat fournisseur réponse question demande validation signature document note "
    "semaine lundi mardi jeudi vendredi matin soir urgent terminé prévu relire envoyer préparer"
).split()
RARE = "zéolithe"
"""In one item of five thousand."""
SYLLABLES = (
    "ba be bi bo bu ca che cou da de di do fa fi fo ga gri ja la le li lo lu ma me mi mo na ne ni "
    "no pa pe pi plo ra re ri ro sa se si so ta te ti to tra va ve vi vo"
).split()
VOCABULARY = 20_000
SENTENCES = 20_000
WORDS = 12
"""Of a sentence."""


class Words:
    """Titles and texts. ``chance`` decides; the same seed says the same things."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        words = [*COMMON, *self._invented(VOCABULARY - len(COMMON))]
        weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
        drawn = chance.choices(words, cum_weights=weights, k=SENTENCES * WORDS)
        self._sentences = [
            " ".join(drawn[start : start + WORDS]).capitalize()
            for start in range(0, len(drawn), WORDS)
        ]

    def title(self) -> str:
        """Half a sentence, the rare word now and then."""
        words = self._sentence().split()[: self._chance.randint(4, 8)]
        if self._chance.random() < 1 / 5000:
            words.append(RARE)
        return " ".join(words)

    def text(self, sentences: int) -> str:
        return ". ".join(self._sentence() for _ in range(sentences)) + "."

    def _sentence(self) -> str:
        return self._sentences[int(self._chance.random() * SENTENCES)]

    def _invented(self, count: int) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < count:
            made["".join(self._chance.choices(SYLLABLES, k=self._chance.randint(2, 4)))] = None
        return list(made)


def document(text: str) -> str:
    """A text as the document of one paragraph that is kept, in JSON."""
    inside = json.dumps(text, ensure_ascii=False)
    return (
        '{"type": "doc", "content": [{"type": "paragraph", "content": '
        f'[{{"type": "text", "text": {inside}}}]}}]}}'
    )
