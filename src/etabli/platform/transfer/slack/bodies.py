"""The words of a message as one document: its text, what is quoted under it, its files."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from etabli.lib.richtext import Doc, Mention, from_slack, is_empty, to_text, validate
from etabli.lib.richtext.errors import RichTextError
from etabli.lib.richtext.reading import walk
from etabli.lib.richtext.schema import is_address
from etabli.platform.transfer.loading.pieces import Known, Text
from etabli.platform.transfer.slack.attachments import Attachment
from etabli.platform.transfer.slack.emoji import emoji
from etabli.platform.transfer.slack.messages import Message

Node = dict[str, Any]


class Bodies:
    """Turns messages into documents that mention the people and spaces they name.

    ``known`` are people by id in Slack, ``spaces`` how channels are mentioned.
    """

    def __init__(self, known: Mapping[str, Known], spaces: Mapping[str, Mention]) -> None:
        self._people: dict[str, Mention | str] = {
            user: Mention("person", one.uid, one.name) for user, one in known.items()
        }
        self._ids = {one.uid: one.id for one in known.values()}
        self._spaces: Mapping[str, Mention | str] = spaces

    def text(self, message: Message) -> tuple[Text, int]:
        """The document of a message, and how many times it mentions somebody."""
        document = self._document(message)
        if is_empty(document):
            return Text("", ""), 0
        uids = [node["attrs"]["uid"] for node in walk(document) if _calls(node)]
        called = tuple(self._ids[uid] for uid in dict.fromkeys(uids))
        body = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        return Text(body, to_text(document), called), len(uids)

    def _document(self, message: Message) -> Doc:
        said = self._read(message.text)
        content = [] if is_empty(said) else list(said["content"])
        for attached in message.attachments:
            content += self._quoted(attached)
        content += [_paragraph([_link(shared.name, shared.url)]) for shared in message.files]
        try:
            return validate({"type": "doc", "content": content})
        except RichTextError:
            # Too long or too deep with all that is quoted: the words alone fit.
            return said

    def _read(self, text: str) -> Doc:
        return from_slack(text, self._people, self._spaces, emoji)

    def _quoted(self, attached: Attachment) -> Iterable[Node]:
        """A quotation with its lead before it, and its title as a link."""
        lead, body = self._read(attached.lead), self._read(attached.body)
        if not is_empty(lead):
            yield from lead["content"]
        inside: list[Node] = []
        if attached.title or attached.url:
            inside.append(_paragraph([_link(attached.title or attached.url, attached.url)]))
        if not is_empty(body):
            inside += _flat(body["content"])
        if inside:
            yield {"type": "blockquote", "content": inside}


def _calls(node: Node) -> bool:
    return bool(node["type"] == "mention" and node["attrs"]["kind"] == "person")


def _flat(blocks: Iterable[Node]) -> Iterable[Node]:
    """Blocks for a quotation: what is quoted inside it is not quoted twice."""
    for block in blocks:
        if block["type"] == "blockquote":
            yield from block["content"]
        else:
            yield block


def _paragraph(content: list[Node]) -> Node:
    return {"type": "paragraph", "content": content}


def _link(words: str, url: str) -> Node:
    marks = [{"type": "link", "attrs": {"href": url}}] if is_address(url) else []
    return {"type": "text", "text": words, "marks": marks}
