"""What each message of a room becomes: an item of its own, or a comment under one.

A room is read more than once: first for who answers whom, then for the words. What an answer
answers may come later in the files, have been deleted, or be older than the export.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from etabli.lib.text import clean_line
from etabli.platform.transfer.ledger import Ledger
from etabli.platform.transfer.slack.archive import Archive
from etabli.platform.transfer.slack.messages import Message, read_messages
from etabli.platform.transfer.slack.rooms import Room
from etabli.platform.transfer.slack.roster import Roster, Someone
from etabli.platform.transfer.slack.tally import Tally

PROGRAM = re.compile(r"<[^|>]*\|([^>]+)>")
"""The name of a program, in « added an integration to this channel: <address|name> »."""


@dataclass
class Threads:
    """A room's messages by what they are: their ids are kept, not their words.

    ``authors`` are those of messages, listed in the roster or not; ``asked`` maps the ts of each
    message that was answered to who is said to have written it; ``programs`` names programs
    as the notice of their arrival did.
    """

    written: set[str] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)
    deleted: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    authors: dict[str, Someone] = field(default_factory=dict)
    programs: dict[str, str] = field(default_factory=dict)

    def learn(self, message: Message, author: Someone) -> None:
        """Take one message into account."""
        self.authors.setdefault(author.id, author)
        if message.thread:
            self.asked.setdefault(message.thread, message.thread_by)
        elif not message.about_file:
            self.written.add(message.ts)
        for shared in message.files:
            self.files.setdefault(shared.id, message.thread or message.ts)

    def post_of(self, message: Message) -> str:
        """The ts of the item that a message comments; empty when it is an item itself."""
        return message.thread or self.files.get(message.about_file, "")

    @property
    def lost(self) -> dict[str, str]:
        """Answered messages that are not here, deleted or older than the export: ts → author."""
        gone = sorted(self.asked.keys() - self.written)
        return {ts: self.deleted.get(ts) or self.asked[ts] for ts in gone}


def study(archive: Archive, room: Room, roster: Roster, aside: Ledger, tally: Tally) -> Threads:
    """First reading of a room: counts it, and sets aside what will not be imported."""
    threads = Threads()
    seen: set[str] = set()
    for message in read_messages(archive, room, aside):
        tally.count_message(room, message)
        if message.subtype == "tombstone":
            threads.deleted[message.ts] = message.by.user
        elif message.subtype == "bot_add" and (named := PROGRAM.search(message.text)):
            threads.programs[message.by.bot] = clean_line(named[1], 150)
        author = message.by.author(roster)
        reason = _reason_to_leave(message, author, seen)
        if reason:
            aside.note(reason, message.place, message.subtype if reason == "system" else "")
        elif author:
            seen.add(message.ts)
            threads.learn(message, author)
    return threads


def kept(archive: Archive, room: Room, roster: Roster) -> Iterator[tuple[Message, Someone]]:
    """The messages of a room that are imported, with their authors."""
    seen: set[str] = set()
    for message in read_messages(archive, room, Ledger()):
        author = message.by.author(roster)
        if author and not _reason_to_leave(message, author, seen):
            seen.add(message.ts)
            yield message, author


def _reason_to_leave(message: Message, author: Someone | None, seen: set[str]) -> str:
    if message.is_system:
        return "system"
    if message.is_empty:
        return "empty"
    if author is None:
        return "no_author"
    return "double" if message.ts in seen else ""
