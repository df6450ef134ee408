"""The channels and conversations of an export."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from etabli.platform.transfer.ledger import Ledger, place_in
from etabli.platform.transfer.slack.archive import Archive
from etabli.platform.transfer.slack.roster import numbered
from etabli.platform.transfer.slack.values import (
    fields,
    identifier,
    identifiers,
    line,
    moment,
    text,
)

RoomKind = Literal["public", "private", "conversation"]
INDEXES: dict[str, RoomKind] = {
    "channels.json": "public",
    "groups.json": "private",
    "mpims.json": "conversation",
    "dms.json": "conversation",
}


@dataclass(frozen=True)
class Room:
    """A channel, a private group, or a conversation between a few."""

    id: str
    name: str
    kind: RoomKind
    index: str
    members: list[str] = field(default_factory=list)
    creator: str = ""
    archived: bool = False
    purpose: str = ""
    created: datetime | None = None
    days: list[str] = field(default_factory=list)

    @property
    def is_channel(self) -> bool:
        return self.kind != "conversation"


def read_rooms(archive: Archive, aside: Ledger) -> list[Room]:
    """Every room that the export lists, with the files of its messages.

    A folder that no list names is set aside: who might read it is not known.
    """
    days = _days_by_folder(archive, aside)
    rooms: dict[str, Room] = {}
    for index in INDEXES:
        for number, raw in numbered(archive, index, aside):
            room = _room(fields(raw), index, days)
            if room is None or room.id in rooms:
                aside.note("wrong_channel", place_in(index, number))
            else:
                rooms[room.id] = room
    for folder in days:
        aside.note("unlisted_folder", folder)
    return list(rooms.values())


def _days_by_folder(archive: Archive, aside: Ledger) -> dict[str, list[str]]:
    days: dict[str, list[str]] = defaultdict(list)
    for name in archive.names:
        folder, _slash, file = name.rpartition("/")
        if folder and "/" not in folder and _is_day(file):
            days[folder].append(name)
        elif folder:
            aside.note("not_a_day", name)
        elif file != "users.json" and file not in INDEXES:
            aside.note("other_file", name)
    return days


def _is_day(file: str) -> bool:
    """Whether it is named after a day, as ``2016-01-31.json``."""
    day, dot, kind = file.partition(".")
    return (dot + kind) == ".json" and [len(n) for n in day.split("-") if n.isdigit()] == [4, 2, 2]


def _room(raw: dict[str, Any], index: str, days: dict[str, list[str]]) -> Room | None:
    room, name = identifier(raw.get("id")), line(raw.get("name"), 120)
    kind = _kind(raw, index)
    if not room or (kind != "conversation" and not name):
        return None
    return Room(
        id=room,
        name=name,
        kind=kind,
        index=index,
        members=identifiers(raw.get("members")),
        creator=identifier(raw.get("creator")),
        archived=raw.get("is_archived") is True,
        purpose=_purpose(raw),
        created=moment(raw.get("created")),
        days=_take(days, (name, room)),
    )


def _kind(raw: dict[str, Any], index: str) -> RoomKind:
    """What its list says; never wider than what its own marks say."""
    if raw.get("is_mpim") is True or raw.get("is_im") is True:
        return "conversation"
    marked = INDEXES[index] == "public" and raw.get("is_private") is True
    return "private" if marked else INDEXES[index]


def _purpose(raw: dict[str, Any]) -> str:
    """What the channel is for, then its topic of the day, as Slack shows them."""
    said = [text(fields(raw.get(key)).get("value"), 900).strip() for key in ("purpose", "topic")]
    return "\n\n".join(dict.fromkeys(filter(None, said)))


def _take(days: dict[str, list[str]], folders: Iterable[str]) -> list[str]:
    # Slack names folders after channels, and after ids where a name may change or repeat.
    found: list[str] = []
    for folder in folders:
        found += days.pop(folder, [])
    return sorted(found)
