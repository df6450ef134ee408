"""Spreadsheet cells that cannot be executed."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(text: str) -> str:
    """The text, kept from being a formula by a leading apostrophe.

    Source: OWASP, « CSV Injection ».
    """
    return f"'{text}" if text.startswith(_DANGEROUS) else text
