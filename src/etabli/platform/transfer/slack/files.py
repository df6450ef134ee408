"""Files shared in messages: an export holds their names and addresses, not their bytes."""

from dataclasses import dataclass
from typing import Any

from etabli.platform.transfer.slack.addresses import address
from etabli.platform.transfer.slack.values import identifier, line


@dataclass(frozen=True)
class SharedFile:
    """A file of Slack. ``url`` is empty when the export gives none that may be kept."""

    id: str
    name: str
    url: str


def read_file(raw: dict[str, Any]) -> SharedFile:
    """One file; its id is empty when it has none."""
    file = identifier(raw.get("id"))
    named = (raw.get("title"), raw.get("name"), file)
    # Not permalink_public: its address is itself the key that opens the file to anybody.
    addresses = (raw.get("permalink"), raw.get("url_private"), raw.get("external_url"))
    return SharedFile(
        id=file,
        name=next(filter(None, (line(name, 200) for name in named)), ""),
        url=next(filter(None, map(address, addresses)), ""),
    )
