"""What a message becomes: an item or a comment, with its author, its words, its reactions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from etabli.lib.text import excerpt
from etabli.platform.transfer.loading.pieces import Answer, Known, Post, Text
from etabli.platform.transfer.loading.shelves import TITLE
from etabli.platform.transfer.report import Report
from etabli.platform.transfer.slack.bodies import Bodies
from etabli.platform.transfer.slack.emoji import emoji
from etabli.platform.transfer.slack.messages import Message
from etabli.platform.transfer.slack.rooms import Room
from etabli.platform.transfer.slack.roster import SLACKBOT, Roster, Someone
from etabli.platform.transfer.slack.values import moment

HEADING = 80
"""Characters of a title taken from a message: Slack's have none of their own."""


@dataclass
class Becoming:
    """Turns the messages of an export into pieces, and counts them.

    ``known`` holds everybody who wrote, reacted or is mentioned, by id in Slack.
    """

    roster: Roster
    known: Mapping[str, Known]
    bodies: Bodies
    report: Report
    files: set[str] = field(default_factory=set)

    def post(self, room: Room, message: Message, author: Someone) -> Post:
        """The item of a message that answers no other."""
        text = self._text(message)
        return Post(
            origin=self.roster.origin(room.id, message.ts),
            author=self.known[author.id].id,
            at=message.at,
            text=text,
            edited_at=message.edited_at,
            edited_by=self._editor(message),
            reactions=self._reactions(message),
            title=_title(message, text),
        )

    def answer(self, room: Room, message: Message, author: Someone, ts: str) -> Answer:
        """The comment of a message, under the item of the message ``ts``."""
        return Answer(
            origin=self.roster.origin(room.id, message.ts),
            author=self.known[author.id].id,
            at=message.at,
            text=self._text(message),
            edited_at=message.edited_at,
            edited_by=self._editor(message),
            reactions=self._reactions(message),
            post=self.roster.origin(room.id, ts),
        )

    def placeholder(self, room: Room, ts: str, user: str) -> Post | None:
        """The empty place of a message that has answers and is not in the export."""
        at = moment(ts)
        if at is None:
            return None
        self.report.placeholders += 1
        author = self.known.get(user) or self.known[SLACKBOT]
        title = _("Message that Slack no longer has")
        return Post(self.roster.origin(room.id, ts), author.id, at, Text("", ""), title=title)

    def _text(self, message: Message) -> Text:
        self._count(message)
        text, mentions = self.bodies.text(message)
        self.report.mentions += mentions
        return text

    def _count(self, message: Message) -> None:
        self.files |= {shared.id for shared in message.files}
        self.report.messages += 1
        self.report.threads += bool(message.thread)
        self.report.file_comments += bool(message.about_file)
        self.report.files = len(self.files)
        self.report.link_attachments += len(message.attachments)
        self.report.edited += message.edited_at is not None
        self.report.reactions += len(message.reactions)

    def _editor(self, message: Message) -> int | None:
        editor = self.known.get(message.edited_by)
        return editor.id if editor and message.edited_at else None

    def _reactions(self, message: Message) -> tuple[tuple[int, str], ...]:
        return tuple(
            (self.known[user].id, emoji(name))
            for name, user in message.reactions
            if user in self.known
        )


def _title(message: Message, text: Text) -> str:
    """The first words, or what the message carries when it has none."""
    first = text.words.strip().partition("\n")[0]
    carried = [shared.name for shared in message.files]
    carried += [attached.title or attached.lead for attached in message.attachments]
    words = next(filter(None, [first, *carried]), "") or _("Message")
    return excerpt(words, HEADING)[:TITLE]
