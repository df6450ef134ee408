"""Secrets that travel in a link: only their digest is kept."""

import hashlib
from secrets import token_urlsafe
from typing import NamedTuple


class Secret(NamedTuple):
    """``words`` goes in the link, ``digest`` in the database."""

    words: str
    digest: str


def new_secret() -> Secret:
    """256 bits nobody can guess."""
    words = token_urlsafe(32)
    return Secret(words, digest_of(words))


def digest_of(words: str) -> str:
    """SHA-256 is enough for a secret of 256 bits: there is nothing to try in turn."""
    return hashlib.sha256(words.encode()).hexdigest()
