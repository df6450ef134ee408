"""Passwords of the demonstration: always the same here, different in every installation."""

import hashlib
import hmac

from django.conf import settings

# Sixty-four words of the office: four different ones and four figures make 37 bits.
WORDS = (
    "agenda", "agrafe", "annexe", "armoire", "atelier", "bobine", "boussole", "brouillon",
    "bureau", "cachet", "cadran", "cahier", "calque", "carnet", "carton", "chaise",
    "ciseaux", "classeur", "clavier", "compas", "couloir", "courrier", "crayon", "dossier",
    "encre", "enveloppe", "escalier", "feuille", "fiche", "gomme", "guichet", "horloge",
    "intercalaire", "jeton", "lampe", "livret", "loupe", "lucarne", "marge", "mesure",
    "niveau", "outil", "palier", "panier", "papier", "pendule", "perron", "pinceau",
    "plan", "plume", "porte", "pupitre", "rayon", "registre", "ruban", "sonnette",
    "store", "tableau", "tampon", "tiroir", "toise", "trombone", "valise", "vitrine",
)  # fmt: skip


def demo_password(address: str) -> str:
    """Derived from the secret key: known to whoever starts the program, to nobody else."""
    key = settings.SECRET_KEY.encode()
    made = hmac.new(key, f"etabli.demo:{address}".encode(), hashlib.sha256).digest()
    left = list(WORDS)
    words = [left.pop(byte % len(left)) for byte in made[:4]]
    return "-".join([*words, f"{int.from_bytes(made[4:8], 'big') % 10_000:04}"])
