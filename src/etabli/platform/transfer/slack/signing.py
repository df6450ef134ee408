"""Who signs a message: somebody listed, somebody who is not, or a program."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from etabli.platform.transfer.slack.roster import Roster, Someone
from etabli.platform.transfer.slack.values import fields, identifier, line


@dataclass(frozen=True)
class Signature:
    """What a message says of its author: ids, and a name when it carries one."""

    user: str = ""
    bot: str = ""
    name: str = ""

    def author(self, roster: Roster) -> Someone | None:
        """The person listed, or a record for who is not; None when nobody signs.

        A program that no list names keeps the name it wrote under. Whoever is of another
        workspace becomes a guest who cannot come in.
        """
        listed = roster.people.get(self.user)
        if listed:
            return listed
        if self.bot:
            return Someone(self.bot, self.name or self.bot, kind="bot")
        if self.user:
            return Someone(self.user, self.name or self.user, kind="guest", active=False)
        if self.name:
            # Incoming webhooks have a name and no id of their own.
            mark = sha256(self.name.encode()).hexdigest()[:12]
            return Someone(f"webhook-{mark}", self.name, kind="bot")
        return None


def signature(raw: dict[str, Any]) -> Signature:
    """The signature of a message; that of a comment of a file is inside the comment."""
    comment = fields(raw.get("comment")) if raw.get("subtype") == "file_comment" else {}
    profile = fields(raw.get("user_profile"))
    program = fields(raw.get("bot_profile"))
    names = (
        profile.get("real_name"),
        profile.get("display_name"),
        raw.get("username"),
        program.get("name"),
    )
    return Signature(
        user=identifier(raw.get("user")) or identifier(comment.get("user")),
        bot=identifier(raw.get("bot_id")),
        name=next(filter(None, map(line, names)), ""),
    )
