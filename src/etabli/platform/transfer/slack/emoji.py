"""Slack's names of emoji, as the characters themselves where there is one."""

from functools import cache

from rich.emoji import Emoji

# Slack's own names of common ones, where Unicode says otherwise.
SYNONYMS = {
    "thumbsup": "+1",
    "thumbsdown": "-1",
    "simple_smile": "slightly_smiling_face",
    "heavy_check_mark": "heavy_check_mark",
    "the_horns": "sign_of_the_horns",
    "hankey": "poop",
    "large_green_circle": "green_circle",
    "large_blue_circle": "blue_circle",
}


@cache
def emoji(name: str) -> str:
    """The character that a name stands for; the name itself when the workspace made it up."""
    known = SYNONYMS.get(name, name)
    shown = Emoji.replace(f":{known}:")
    return name if shown.startswith(":") else shown
