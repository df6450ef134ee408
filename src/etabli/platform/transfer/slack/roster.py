"""The people of an export."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from etabli.platform.transfer.ledger import Ledger, place_in
from etabli.platform.transfer.slack.archive import Archive
from etabli.platform.transfer.slack.arrays import Unreadable
from etabli.platform.transfer.slack.values import fields, identifier, line, text

SLACKBOT = "USLACKBOT"


@dataclass(frozen=True)
class Someone:
    """Somebody of Slack, or a program that writes there."""

    id: str
    name: str
    kind: str = "person"
    active: bool = True
    job: str = ""
    phone: str = ""
    email: str = ""
    steers: bool = False
    has_email: bool = False


@dataclass(frozen=True)
class Roster:
    """The people listed, by id, and the workspace that most of them belong to."""

    team: str
    people: dict[str, Someone]

    def origin(self, *parts: str) -> str:
        """The key under which something of this workspace is found again."""
        return ":".join(("slack", self.team, *parts))


def read_roster(archive: Archive, aside: Ledger) -> Roster:
    """The people of ``users.json``."""
    people: dict[str, Someone] = {}
    teams: Counter[str] = Counter()
    for number, raw in numbered(archive, "users.json", aside):
        found = someone(raw)
        if not found.id or found.id in people:
            aside.note("wrong_person", place_in("users.json", number))
            continue
        people[found.id] = found
        teams[identifier(fields(raw).get("team_id"))] += 1
    teams.pop("", None)
    # Guests of other workspaces are listed too, so the most frequent team is the export's.
    return Roster(min(teams, key=lambda team: (-teams[team], team), default="-"), people)


def numbered(archive: Archive, name: str, aside: Ledger) -> Iterator[tuple[int, Any]]:
    """The entries of a file with their numbers, from 1; what is unreadable is set aside."""
    try:
        yield from enumerate(archive.values(name), 1)
    except Unreadable as error:
        aside.note("unreadable", place_in(name, error.after + 1))


def someone(raw: Any) -> Someone:
    """One entry of ``users.json``; its id is empty when it has none that is usable."""
    entry = fields(raw)
    profile = fields(entry.get("profile"))
    user = identifier(entry.get("id"))
    return Someone(
        id=user,
        name=_name(entry, profile) or user,
        kind=_kind(entry),
        active=entry.get("deleted") is not True,
        job=line(profile.get("title")),
        phone=line(profile.get("phone"), 40),
        email=_email(profile.get("email")),
        has_email=bool(text(profile.get("email")).strip()),
        steers=entry.get("is_admin") is True or entry.get("is_owner") is True,
    )


def _name(entry: dict[str, Any], profile: dict[str, Any]) -> str:
    given = (
        profile.get("real_name"),
        entry.get("real_name"),
        profile.get("display_name"),
        entry.get("name"),
    )
    return next(filter(None, map(line, given)), "")


def _kind(entry: dict[str, Any]) -> str:
    if entry.get("is_bot") is True or entry.get("id") == SLACKBOT:
        return "bot"
    invited = ("is_restricted", "is_ultra_restricted", "is_stranger")
    return "guest" if any(entry.get(flag) is True for flag in invited) else "person"


def _email(value: Any) -> str:
    email = text(value, 254).strip()
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email
