"""The small words of the format: uids, versions, durations, hues, icons."""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import isodate
from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints

from etabli.platform.engine.definition.faults import refuse, suggestion

UID_PATTERN = r"^[a-z][a-z0-9_]{0,39}$"
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
ENVELOPE = {
    "title": "title",
    "number": "number",
    "space": "space_id",
    "state": "state",
    "author": "author_id",
    "assignee": "assignee_id",
    "due": "due_at",
    "starts": "starts_at",
    "ends": "ends_at",
    "created": "created_at",
    "updated": "updated_at",
    "activity": "activity_at",
    "comments": "comment_count",
    "votes": "vote_count",
}
"""Names an expression, a view or a sort may use besides the fields, and their columns."""

ATTACHMENTS = "attachments"
KEPT_AS_FIELDS = ("tags", ATTACHMENTS)
"""What behaviours bring that lives in ``Item.data``, beside the fields."""

NOT_FOR_FIELDS = frozenset(ENVELOPE) - {"title"} | {
    *(
        "final",
        "me",
        "actor",
        "now",
        "today",
        "tags",
        "attachments",
        "guest",
        "reader",
        "member",
        "animator",
    ),
    *("owner", "awaited", "manager", "true", "false", "null", "in", "as", "break", "const"),
    *("continue", "else", "for", "function", "if", "import", "let", "loop", "package"),
    *("namespace", "return", "var", "void", "while", "int", "string", "bool", "double", "size"),
}
"""Words that mean something else in an expression or a list of people."""

SPRITE = Path(__file__).resolve().parents[3] / "ui" / "static" / "ui" / "icons.svg"


@cache
def icons() -> frozenset[str]:
    """The icons of the sprite, without their ``i-`` prefix."""
    return frozenset(re.findall(r'<symbol id="i-([a-z0-9-]+)"', SPRITE.read_text("utf-8")))


def _known_icon(name: str) -> str:
    if name not in icons():
        fr, en = suggestion(name, icons())
        raise refuse(
            f"L’icône « {name} » n’est pas dans le jeu d’icônes.{fr}",
            f"The icon “{name}” is not in the sprite.{en}",
        )
    return name


def _known_hue(given: object) -> object:
    if isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= len(HUES):
        return HUES[given - 1]
    if given not in HUES:
        fr, en = suggestion(given, HUES)
        raise refuse(
            f"La teinte « {given} » n’existe pas.{fr} Possible : {', '.join(HUES)}.",
            f"There is no hue “{given}”.{en} Possible: {', '.join(HUES)}.",
        )
    return given


def length_of(given: object) -> timedelta:
    """The time an ISO 8601 duration lasts; months and years as days of the common calendar."""
    if isinstance(given, timedelta):
        return given
    length = _parsed(given if isinstance(given, str) and len(given) < 20 else "")
    if not timedelta() < length <= timedelta(days=36_600):
        raise refuse(
            f"« {given} » n’est pas une durée. Écrivez P2D pour deux jours, PT4H pour quatre "
            "heures.",
            f"“{given}” is not a duration. Write P2D for two days, PT4H for four hours.",
        )
    return length


def _parsed(text: str) -> timedelta:
    """The time a duration lasts; none when it is not one."""
    try:
        length = isodate.parse_duration(text)
        if isinstance(length, timedelta):
            return length
        months = int(length.years) * 12 + int(length.months)
        whole: timedelta = length.tdelta + timedelta(days=round(months * 30.4375))
    except (isodate.ISO8601Error, OverflowError, ValueError, TypeError):
        return timedelta()
    return whole


Uid = Annotated[str, StringConstraints(pattern=UID_PATTERN)]
"""A name that never changes: small letters, digits and ``_``, a letter first, 40 at most."""
Version = Annotated[str, StringConstraints(pattern=r"^\d{1,4}\.\d{1,4}\.\d{1,4}$")]
"""``major.minor.patch``."""
Icon = Annotated[str, AfterValidator(_known_icon)]
Hue = Annotated[
    str,
    BeforeValidator(
        _known_hue,
        json_schema_input_type=Literal[HUES] | Annotated[int, Field(ge=1, le=len(HUES))],
    ),
]
"""One of the twelve hues of the rack, by name or by number."""
Duration = Annotated[
    timedelta,
    PlainValidator(
        length_of,
        json_schema_input_type=Annotated[str, StringConstraints(pattern=r"^P[0-9TYMWDHS.]+$")],
    ),
]
"""Written as an ISO 8601 duration: P2D, PT4H, P6M."""
