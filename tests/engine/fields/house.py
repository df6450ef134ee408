"""A small house for fields: who is there, and which day it is."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from etabli.platform.engine.definition.words import Words
from etabli.platform.engine.fields.context import Context, Found, Kind
from etabli.platform.engine.fields.field import Field

FOUND = (
    Found("person", 1, "p-karim", "Karim Haddad"),
    Found("person", 2, "p-claire", "Claire Vasseur"),
    Found("person", 3, "p-paul", "Paul Mercadier", guest=True),
    Found("space", 4, "s-voirie", "Voirie"),
    Found("item", 5, "i-fuite", "Fuite d’eau", app="incidents"),
    Found("item", 6, "i-relire", "Relire le plan", app="tasks"),
    Found("file", 7, "f-photo", "vanne.jpg", image=True),
    Found("file", 8, "f-plan", "plan.pdf"),
    Found("unit", 9, "u-voirie", "Voirie et réseaux"),
)
UIDS: dict[str, list[str]] = {}
for _one in FOUND:
    UIDS.setdefault(_one.kind, []).append(_one.uid)


class House:
    """A lookup that sees everything but what ``hidden`` says."""

    def __init__(self, hidden: tuple[str, ...] = ()) -> None:
        self.seen = [one for one in FOUND if one.uid not in hidden]

    def by_uid(self, kind: Kind, uid: str) -> Found | None:
        return next((one for one in self.seen if (one.kind, one.uid) == (kind, uid)), None)

    def by_id(self, kind: Kind, pk: int) -> Found | None:
        return next((one for one in self.seen if (one.kind, one.id) == (kind, pk)), None)

    def by_name(self, kind: Kind, name: str) -> Found | None:
        return next((one for one in self.seen if (one.kind, one.label) == (kind, name)), None)


def moment(lang: str = "fr", hidden: tuple[str, ...] = (), current: Any = None) -> Context:
    """Tuesday 6 October 2026, a quarter to ten in Paris."""
    return Context(
        lang=lang,
        actor=1,
        now=datetime(2026, 10, 6, 7, 45, tzinfo=UTC),
        zone=ZoneInfo("Europe/Paris"),
        lookup=House(hidden),
        current=current,
    )


def field(kind: type[Field], **settings: Any) -> Any:
    """A field of a type, called ``it``."""
    made = kind.model_validate({"name": Words(fr="Champ", en="Field"), **settings})
    made.named("it")
    return made


OPTIONS = {
    "urgent": {"name": {"fr": "Urgent", "en": "Urgent"}, "hue": "garance"},
    "minor": {"name": {"fr": "Gênant", "en": "A nuisance"}},
    "old": {"name": {"fr": "Ancien", "en": "Old"}, "retired": True},
}
