"""What Slack shows under a message: previews of links, and what programs write."""

from dataclasses import dataclass
from typing import Any

from etabli.platform.transfer.slack.addresses import address
from etabli.platform.transfer.slack.blocks import words_of_blocks
from etabli.platform.transfer.slack.values import line, objects, words


@dataclass(frozen=True)
class Attachment:
    """A block quoted under a message; texts are Slack's markup."""

    lead: str = ""
    title: str = ""
    url: str = ""
    body: str = ""


def read_attachment(raw: dict[str, Any]) -> Attachment:
    """One attachment, whichever of its many fields say something."""
    lead, title, body = (
        words(raw.get("pretext")),
        line(raw.get("title"), 300),
        _body(raw),
    )
    if not (lead or title or body):
        body = words_of_blocks(raw.get("blocks")) or words(raw.get("fallback"))
    return Attachment(
        lead=lead,
        title=title or line(raw.get("author_name"), 300),
        url=_first_address(raw),
        body=body,
    )


def _body(raw: dict[str, Any]) -> str:
    lines = [words(raw.get("text"))]
    for entry in objects(raw.get("fields"))[:50]:
        name, value = line(entry.get("title")), words(entry.get("value"))
        lines.append(f"*{name}* {value}" if name else value)
    return "\n".join(filter(None, lines))


def _first_address(raw: dict[str, Any]) -> str:
    keys = ("title_link", "from_url", "original_url", "author_link", "image_url")
    return next(filter(None, (address(raw.get(key)) for key in keys)), "")
