"""From a Slack export to people, spaces, items and comments."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from etabli.lib.richtext import Mention
from etabli.platform.people.models import Person
from etabli.platform.transfer.loading.batches import batches
from etabli.platform.transfer.loading.pieces import Answer, Known, Post
from etabli.platform.transfer.loading.sinks import Sink
from etabli.platform.transfer.report import Report
from etabli.platform.transfer.slack.archive import Archive
from etabli.platform.transfer.slack.becoming import Becoming
from etabli.platform.transfer.slack.bodies import Bodies
from etabli.platform.transfer.slack.rooms import Room, read_rooms
from etabli.platform.transfer.slack.roster import SLACKBOT, Roster, Someone, read_roster
from etabli.platform.transfer.slack.seating import newcomer, place_of
from etabli.platform.transfer.slack.tally import Tally
from etabli.platform.transfer.slack.threads import Threads, kept, study

BATCH = 500

Progress = Callable[[int, int], None]
"""Told how many rooms are done, of how many."""


def bring_export(archive: Archive, sink: Sink, report: Report, progress: Progress) -> None:
    """Read an export and give all that it holds to a sink; ``report`` gets the figures.

    Each batch is whole: reading the same export again adds what an interruption left out.
    """
    tally = Tally()
    roster = read_roster(archive, report.aside)
    rooms = read_rooms(archive, report.aside)
    threads = {}
    for room in rooms:
        tally.count_room(room)
        threads[room.id] = study(archive, room, roster, report.aside, tally)
    tally.count_people(roster)
    report.holds = tally.report()
    known = _bring_people(roster, threads.values(), sink, report)
    spaces = _open_spaces(rooms, roster, known, sink, report)
    becoming = Becoming(roster, known, Bodies(known, spaces), report)
    for done, room in enumerate(rooms):
        progress(done, len(rooms))
        _bring_room(archive, room, threads[room.id], becoming, sink)
    progress(len(rooms), len(rooms))


def _bring_people(
    roster: Roster, threads: Collection[Threads], sink: Sink, report: Report
) -> dict[str, Known]:
    """Everybody listed, everybody who wrote, and Slack itself where a message lost its author."""
    everybody = dict(roster.people)
    for read in threads:
        everybody = read.authors | everybody
        report.threads_started += len(read.asked)
    for user, name in (pair for read in threads for pair in read.programs.items()):
        if user in everybody and everybody[user].name == user:
            everybody[user] = replace(everybody[user], name=name)
    if any(user not in everybody for read in threads for user in read.lost.values()):
        everybody.setdefault(SLACKBOT, Someone(SLACKBOT, "Slackbot", kind="bot"))
    report.people = len(roster.people)
    report.bots = sum(one.kind == "bot" for one in roster.people.values())
    report.inactive = sum(not one.active for one in roster.people.values())
    report.unlisted_authors = len(everybody) - len(roster.people)
    known = sink.people(newcomer(roster, one) for one in everybody.values())
    return {user: known[roster.origin(user)] for user in everybody}


def _open_spaces(
    rooms: list[Room], roster: Roster, known: dict[str, Known], sink: Sink, report: Report
) -> dict[str, Mention]:
    """Open the spaces of all rooms. Returns, by room, how texts mention them."""
    stewards = Person.objects.filter(role="admin", kind="person", active=True)
    ids = list(stewards.order_by("pk").values_list("pk", flat=True))
    listed = {user: known[user] for user in roster.people}
    uids = sink.spaces([place_of(room, roster, listed, ids) for room in rooms])
    for room in rooms:
        for user in room.members:
            if user not in listed:
                report.aside.note("unlisted_member", f"{room.index}: {room.id}, {user}")
    channels = [room for room in rooms if room.is_channel]
    report.channels = len(channels)
    report.channels_archived = sum(room.archived for room in channels)
    report.conversations = len(rooms) - len(channels)
    report.memberships = sum(user in listed for room in channels for user in room.members)
    return {room.id: Mention("space", uids[roster.origin(room.id)], room.name) for room in channels}


def _bring_room(
    archive: Archive, room: Room, threads: Threads, becoming: Becoming, sink: Sink
) -> None:
    """Items first, then comments: an answer may come before what it answers in the files."""
    origin = becoming.roster.origin(room.id)
    for posts in batches(_posts(archive, room, threads, becoming), BATCH):
        sink.posts([(origin, post) for post in posts])
    for answers in batches(_answers(archive, room, threads, becoming), BATCH):
        sink.answers([(origin, answer) for answer in answers])


def _posts(archive: Archive, room: Room, threads: Threads, becoming: Becoming) -> Iterator[Post]:
    for ts, user in threads.lost.items():
        empty = becoming.placeholder(room, ts, user)
        if empty:
            yield empty
    for message, author in kept(archive, room, becoming.roster):
        if not threads.post_of(message):
            yield becoming.post(room, message, author)


def _answers(
    archive: Archive, room: Room, threads: Threads, becoming: Becoming
) -> Iterator[Answer]:
    for message, author in kept(archive, room, becoming.roster):
        ts = threads.post_of(message)
        if ts:
            yield becoming.answer(room, message, author, ts)
