"""The twelve hues of people, spaces and apps: names of the design, values of its CSS."""

from zlib import crc32

HUES = (
    "bleu",
    "ardoise",
    "sarcelle",
    "sapin",
    "mousse",
    "tilleul",
    "ocre",
    "cuivre",
    "brique",
    "garance",
    "prune",
    "iris",
)


def hue_for(text: str) -> str:
    """A hue that is always the same for the same text."""
    return HUES[crc32(text.encode()) % len(HUES)]
