"""The people and spaces of an export, as Établi will have them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Rank, Space
from etabli.platform.transfer.loading.pieces import Known, Newcomer, Place
from etabli.platform.transfer.slack.rooms import Room
from etabli.platform.transfer.slack.roster import Roster, Someone

APPS = ("publications", "tasks")
NAME = 120
VISIBILITY = {
    "public": Space.Visibility.OPEN,
    # Slack shows private channels to nobody but their members: neither do we.
    "private": Space.Visibility.SECRET,
    "conversation": Space.Visibility.SECRET,
}

KnownBy = Mapping[str, Known]
"""People by their id in Slack."""


def newcomer(roster: Roster, one: Someone) -> Newcomer:
    """A person of Slack, as she comes in: without account, without any power."""
    return Newcomer(
        origin=roster.origin(one.id),
        name=one.name,
        kind=one.kind,
        active=one.active,
        job=one.job,
        phone=one.phone,
        email=one.email,
    )


def place_of(room: Room, roster: Roster, known: KnownBy, stewards: list[int]) -> Place:
    """The space of a room.

    ``stewards`` are the administrators of the house: they look after public channels whose
    creator is gone. Nobody is added to what was private.
    """
    members = {known[user].id: _rank(user, room, known) for user in room.members if user in known}
    if room.is_channel and Rank.OWNER not in members.values():
        members |= dict.fromkeys(_successors(room, roster, known, stewards), Rank.OWNER)
    return Place(
        origin=roster.origin(room.id),
        name=_name(room, known),
        visibility=VISIBILITY[room.kind],
        apps=APPS,
        members=tuple((person, int(rank)) for person, rank in members.items()),
        description=room.purpose,
        created_at=room.created,
        archived_by=_closer(room, known, stewards) if room.archived else None,
    )


def _rank(user: str, room: Room, known: KnownBy) -> Rank:
    if known[user].kind != Person.Kind.PERSON:
        return Rank.GUEST
    owns = room.is_channel and user == room.creator and known[user].active
    return Rank.OWNER if owns else Rank.MEMBER


def _successors(room: Room, roster: Roster, known: KnownBy, stewards: list[int]) -> list[int]:
    """Who owns a channel that its creator left: members who steered the workspace, else the
    house's administrators where everybody may come in.
    """
    steering = [
        known[user].id
        for user in room.members
        if user in known
        and roster.people[user].steers
        and known[user].active
        and known[user].kind == Person.Kind.PERSON
    ]
    return steering or (stewards if room.kind == "public" else [])


def _closer(room: Room, known: KnownBy, stewards: list[int]) -> int | None:
    """Who is said to have archived a channel: Slack does not tell, so its creator."""
    named = [known[user].id for user in (room.creator, *room.members) if user in known]
    return next(iter([*named, *stewards, *(one.id for one in known.values())]), None)


def _name(room: Room, known: KnownBy) -> str:
    if room.is_channel:
        return room.name
    names = [known[user].name for user in room.members if user in known]
    if len(names) == 1:
        return _("Notes of %(name)s") % {"name": names[0]}
    return _shortened(names) if names else room.name or room.id


def _shortened(names: list[str]) -> str:
    """Names as long as they fit, and how many others there are."""
    for kept in range(len(names), 0, -1):
        others = len(names) - kept
        text = ", ".join(names[:kept])
        if others:
            text = _("%(names)s and %(count)d others") % {"names": text, "count": others}
        if len(text) <= NAME:
            return text
    return names[0][:NAME]
