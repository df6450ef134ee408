"""What an export holds, counted as it is read.

The names are those under which such counts are published beside sample exports, so that
anybody can hold the two side by side.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from etabli.platform.transfer.slack.messages import Message
from etabli.platform.transfer.slack.rooms import Room
from etabli.platform.transfer.slack.roster import Roster

USER_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
CHANNEL_MENTION = re.compile(r"<#(C[A-Z0-9]+)(?:\|[^>]*)?>")
BROADCAST = re.compile(r"<!(?:here|channel|everyone)(?:\|[^>]*)?>")
LINK = re.compile(r"<(?:https?|mailto):[^>]*>")


@dataclass
class Tally:
    """Counts of an export, before anything is decided about it."""

    users: int = 0
    users_bot: int = 0
    users_deleted: int = 0
    users_admin: int = 0
    users_with_email: int = 0
    channels: int = 0
    channels_archived: int = 0
    private_channels: int = 0
    conversations: int = 0
    memberships: int = 0
    messages_total: int = 0
    content_messages: int = 0
    system_messages: int = 0
    thread_replies: int = 0
    file_comment_replies: int = 0
    link_attachments: int = 0
    messages_with_reactions: int = 0
    reactions: int = 0
    edited: int = 0
    user_mentions: int = 0
    user_mentions_in_content_messages: int = 0
    channel_mentions: int = 0
    broadcast_mentions: int = 0
    links: int = 0
    per_channel: dict[str, int] = field(default_factory=dict)
    files: set[str] = field(default_factory=set, repr=False)

    @property
    def distinct_files(self) -> int:
        """Files shared, each once however often it is."""
        return len(self.files)

    def report(self) -> dict[str, Any]:
        """As the command line prints it with ``--json``."""
        counts = {name: value for name, value in vars(self).items() if name != "files"}
        return counts | {"distinct_files": self.distinct_files}

    def count_people(self, roster: Roster) -> None:
        people = roster.people.values()
        self.users = len(people)
        self.users_bot = sum(one.kind == "bot" for one in people)
        self.users_deleted = sum(not one.active for one in people)
        self.users_admin = sum(one.steers for one in people)
        self.users_with_email = sum(one.has_email for one in people)

    def count_room(self, room: Room) -> None:
        self.channels += room.is_channel
        self.conversations += not room.is_channel
        self.private_channels += room.kind == "private"
        self.channels_archived += room.archived
        self.memberships += len(room.members) if room.is_channel else 0

    def count_message(self, room: Room, message: Message) -> None:
        name = room.name or room.id
        self.per_channel[name] = self.per_channel.get(name, 0) + 1
        self.messages_total += 1
        self.user_mentions += len(USER_MENTION.findall(message.text))
        self.links += len(LINK.findall(message.text))
        if message.is_system:
            self.system_messages += 1
            return
        self._count_content(message)

    def _count_content(self, message: Message) -> None:
        self.content_messages += 1
        self.files |= {shared.id for shared in message.files}
        self.thread_replies += bool(message.thread)
        self.file_comment_replies += bool(message.about_file)
        self.link_attachments += len(message.attachments)
        self.messages_with_reactions += bool(message.reactions)
        self.reactions += len(message.reactions)
        self.edited += message.edited_at is not None
        self.user_mentions_in_content_messages += len(USER_MENTION.findall(message.text))
        self.channel_mentions += len(CHANNEL_MENTION.findall(message.text))
        self.broadcast_mentions += len(BROADCAST.findall(message.text))
