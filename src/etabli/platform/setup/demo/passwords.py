"""Passwords of the demonstration: always the same here, different in every installation."""

import hashlib
import hmac

from django.conf import settings

# Sixteen words of the office: four of them and four figures make 29 bits.
WORDS = (
    "agenda", "bureau", "carton", "dossier", "encre", "fiche", "gomme", "horloge",
    "idee", "jeton", "lampe", "mesure", "niveau", "outil", "plan", "tampon",
)  # fmt: skip


def demo_password(address: str) -> str:
    """Derived from the secret key: known to whoever starts the program, to nobody else."""
    key = settings.SECRET_KEY.encode()
    made = hmac.new(key, f"etabli.demo:{address}".encode(), hashlib.sha256).digest()
    words = [WORDS[byte % len(WORDS)] for byte in made[:4]]
    return "-".join([*words, f"{int.from_bytes(made[4:8], 'big') % 10_000:04}"])
