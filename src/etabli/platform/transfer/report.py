"""What an import says when it is over."""

from dataclasses import asdict, dataclass, field
from typing import Any

from etabli.platform.transfer.ledger import Ledger


@dataclass
class Created:
    """Rows an import made, or would make."""

    people: int = 0
    spaces: int = 0
    memberships: int = 0
    items: int = 0
    comments: int = 0
    reactions: int = 0


@dataclass
class Unchanged:
    """What an earlier import had brought."""

    people: int = 0
    spaces: int = 0
    messages: int = 0


@dataclass
class Report:
    """Counts of what the file brings, and of what that changed here.

    ``messages``: written by people and programs, whether they become items or comments;
    ``threads``: those of them that answer another; ``threads_started``: those answered;
    ``files``: shared files, each once; ``mentions``: people named in messages.
    """

    dry_run: bool = False
    people: int = 0
    bots: int = 0
    inactive: int = 0
    unlisted_authors: int = 0
    channels: int = 0
    channels_archived: int = 0
    conversations: int = 0
    memberships: int = 0
    messages: int = 0
    threads: int = 0
    threads_started: int = 0
    placeholders: int = 0
    file_comments: int = 0
    files: int = 0
    link_attachments: int = 0
    reactions: int = 0
    edited: int = 0
    mentions: int = 0
    created: Created = field(default_factory=Created)
    unchanged: Unchanged = field(default_factory=Unchanged)
    aside: Ledger = field(default_factory=Ledger)
    holds: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As the command line prints it with ``--json``."""
        plain = {name: value for name, value in vars(self).items() if name != "aside"}
        return plain | {
            "created": asdict(self.created),
            "unchanged": asdict(self.unchanged),
            "set_aside": self.aside.report(),
        }
