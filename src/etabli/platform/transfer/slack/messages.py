"""The messages of a room, one record each, in the order of its files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from etabli.platform.transfer.ledger import Ledger, place_in
from etabli.platform.transfer.slack.archive import Archive
from etabli.platform.transfer.slack.attachments import Attachment, read_attachment
from etabli.platform.transfer.slack.blocks import words_of_blocks
from etabli.platform.transfer.slack.files import SharedFile, read_file
from etabli.platform.transfer.slack.rooms import Room
from etabli.platform.transfer.slack.roster import numbered
from etabli.platform.transfer.slack.signing import Signature, signature
from etabli.platform.transfer.slack.values import (
    fields,
    identifier,
    identifiers,
    line,
    moment,
    objects,
    stamp,
    words,
)

REACTION_LIMIT = 40

# What Slack itself writes when something happens in a channel. Any other kind is content:
# a kind that does not exist yet must not be lost.
SYSTEM = frozenset(
    f"{place}_{what}"
    for place in ("channel", "group")
    for what in [
        "archive",
        "convert_to_private",
        "convert_to_public",
        "join",
        "leave",
        "name",
        "posting_permissions",
        "purpose",
        "topic",
        "unarchive",
        "canvas_updated",
    ]
) | frozenset(
    [
        "app_conversation_join",
        "bot_add",
        "bot_disable",
        "bot_enable",
        "bot_remove",
        "ekm_access_denied",
        "joiner_notification",
        "joiner_notification_for_inviter",
        "message_changed",
        "message_deleted",
        "message_replied",
        "pinned_item",
        "reminder_add",
        "reminder_delete",
        "sh_room_created",
        "tombstone",
        "unpinned_item",
        "huddle_thread",
        "file_mention",
        "conversation_join",
    ]
)
REPLIES = ("reply_broadcast", "thread_broadcast")


@dataclass(frozen=True)
class Message:
    """Something written in a room. ``ts`` is its date and its id there.

    ``thread`` is the ts of the message it answers and ``thread_by`` who wrote that one;
    ``about_file`` is the file it comments.
    """

    ts: str
    at: datetime
    place: str
    by: Signature
    text: str = ""
    subtype: str = ""
    thread: str = ""
    thread_by: str = ""
    about_file: str = ""
    files: list[SharedFile] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    reactions: list[tuple[str, str]] = field(default_factory=list)
    edited_at: datetime | None = None
    edited_by: str = ""

    @property
    def is_system(self) -> bool:
        return self.subtype in SYSTEM

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.files or self.attachments)


def read_messages(archive: Archive, room: Room, aside: Ledger) -> Iterator[Message]:
    """The messages of a room; what is not one is set aside."""
    for day in room.days:
        for number, raw in numbered(archive, day, aside):
            place = place_in(day, number)
            entry = fields(raw)
            if entry.get("type", "message") != "message" or not entry:
                aside.note("not_a_message", place)
            elif not stamp(entry.get("ts")):
                aside.note("wrong_date", place)
            else:
                yield read_message(entry, place)


def read_message(raw: dict[str, Any], place: str) -> Message:
    """One message, whatever the types of what it says. It has a usable ``ts``."""
    ts, subtype = stamp(raw.get("ts")), line(raw.get("subtype"), 60)
    thread = stamp(raw.get("thread_ts"))
    edited = fields(raw.get("edited"))
    about_file = subtype == "file_comment"
    return Message(
        ts=ts,
        at=moment(ts),  # type: ignore[arg-type]  # its stamp was just read
        place=place,
        by=signature(raw),
        text=words(raw.get("text")) or words_of_blocks(raw.get("blocks")),
        subtype=subtype,
        thread="" if thread == ts else thread,
        thread_by=identifier(raw.get("parent_user_id")),
        about_file=identifier(fields(raw.get("file")).get("id")) if about_file else "",
        files=[] if about_file else _files(raw),
        attachments=[read_attachment(entry) for entry in objects(raw.get("attachments"))[:100]],
        reactions=_reactions(raw),
        edited_at=moment(edited.get("ts")),
        edited_by=identifier(edited.get("user")),
    )


def _files(raw: dict[str, Any]) -> list[SharedFile]:
    """Files of today's messages, or the one of a message of before 2018."""
    listed = objects(raw.get("files"))[:100] or objects([raw.get("file")])
    files = (read_file(entry) for entry in listed)
    return list({shared.id: shared for shared in files if shared.id}.values())


def _reactions(raw: dict[str, Any]) -> list[tuple[str, str]]:
    """Pairs of an emoji's name and who gave it, each once."""
    pairs = [
        (line(reaction.get("name"), REACTION_LIMIT).partition("::")[0], user)
        for reaction in objects(raw.get("reactions"))
        for user in identifiers(reaction.get("users"))
    ]
    return [pair for pair in dict.fromkeys(pairs) if pair[0]]
