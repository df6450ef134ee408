"""The families apps are shelved in, and the hue an app takes from its own when it says none."""

from typing import Literal

from etabli.platform.engine.definition.words import Words

Family = Literal[
    "collaborate",
    "knowledge",
    "requests",
    "field",
    "communication",
    "listening",
    "conviviality",
    "directory",
    "trades",
    "steering",
]

FAMILIES: dict[str, tuple[Words, str]] = {
    "collaborate": (Words(fr="Travailler ensemble", en="Work together"), "bleu"),
    "knowledge": (Words(fr="Savoirs", en="Knowledge"), "sapin"),
    "requests": (Words(fr="Demander et valider", en="Ask and approve"), "iris"),
    "field": (Words(fr="Terrain", en="Field"), "cuivre"),
    "communication": (Words(fr="Informer", en="Inform"), "garance"),
    "listening": (Words(fr="Écouter", en="Listen"), "sarcelle"),
    "conviviality": (Words(fr="Vivre ensemble", en="Conviviality"), "prune"),
    "directory": (Words(fr="Se connaître", en="Know each other"), "ardoise"),
    "trades": (Words(fr="Métiers", en="Trades"), "ocre"),
    "steering": (Words(fr="Piloter", en="Steer"), "mousse"),
}
