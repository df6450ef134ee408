"""Attributes of nodes and marks: what is kept of them, each in its canonical form.

What is not named here is dropped: the editor adds attributes of its own.
"""

from collections.abc import Callable, Mapping
from typing import Any

from etabli.lib.richtext.errors import RichTextError
from etabli.lib.richtext.schema import (
    CALLOUT_KINDS,
    CELLS_LIMIT,
    LABEL_LIMIT,
    MENTION_KINDS,
    is_address,
    is_language,
    is_uid,
)
from etabli.lib.text import clean_line

Attributes = Mapping[str, Any]


def whole(value: object, *, least: int, most: int, default: int) -> int:
    """A whole number; JavaScript and CRDTs write 2 as 2.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        return default
    return value


def uid_of(attrs: Attributes) -> str:
    """The uid of the thing that the node names, in lower case."""
    uid = attrs.get("uid")
    if not is_uid(uid):
        raise RichTextError("This reference names nothing: its uid is missing.", "attrs.uid")
    return str(uid).lower()


def words_of(attrs: Attributes, key: str) -> str:
    """A label, a name or a description, on one line."""
    words = attrs.get(key)
    return clean_line(words, LABEL_LIMIT) if isinstance(words, str) else ""


def _heading(attrs: Attributes) -> dict[str, Any]:
    level = whole(attrs.get("level"), least=1, most=6, default=0)
    if level not in (2, 3):
        raise RichTextError("A heading is of level 2 or 3.", "attrs.level")
    return {"level": level}


def _ordered_list(attrs: Attributes) -> dict[str, Any]:
    start = whole(attrs.get("start"), least=0, most=999_999_999, default=1)
    return {} if start == 1 else {"start": start}


def _task_item(attrs: Attributes) -> dict[str, Any]:
    return {"checked": attrs.get("checked") is True}


def _callout(attrs: Attributes) -> dict[str, Any]:
    kind = attrs.get("kind") or CALLOUT_KINDS[0]
    if kind not in CALLOUT_KINDS:
        raise RichTextError("A callout is a note, a tip, a warning or a danger.", "attrs.kind")
    return {"kind": kind}


def _code_block(attrs: Attributes) -> dict[str, Any]:
    language = attrs.get("language")
    return {"language": language} if is_language(language) else {}


def _cell(attrs: Attributes) -> dict[str, Any]:
    spans = {
        key: whole(attrs.get(key), least=1, most=CELLS_LIMIT, default=1)
        for key in ("colspan", "rowspan")
    }
    return {key: span for key, span in spans.items() if span != 1}


def _mention(attrs: Attributes) -> dict[str, Any]:
    kind = attrs.get("kind")
    if not isinstance(kind, str) or kind not in MENTION_KINDS:
        raise RichTextError("A mention is of a person, a unit or a space.", "attrs.kind")
    label = words_of(attrs, "label").lstrip("@").lstrip()
    return {"kind": kind, "uid": uid_of(attrs), "label": label}


def _link(attrs: Attributes) -> dict[str, Any]:
    href = attrs.get("href")
    if not is_address(href):
        raise RichTextError(
            "A link leads to an address in http, https or mailto, or inside this network.",
            "attrs.href",
        )
    return {"href": href}


READERS: Mapping[str, Callable[[Attributes], dict[str, Any]]] = {
    "heading": _heading,
    "orderedList": _ordered_list,
    "taskItem": _task_item,
    "callout": _callout,
    "codeBlock": _code_block,
    "tableCell": _cell,
    "tableHeader": _cell,
    "image": lambda attrs: {"uid": uid_of(attrs), "alt": words_of(attrs, "alt")},
    "mention": _mention,
    "item_link": lambda attrs: {"uid": uid_of(attrs), "label": words_of(attrs, "label")},
    "file": lambda attrs: {"uid": uid_of(attrs), "name": words_of(attrs, "name")},
    "link": _link,
}
"""Nodes and marks that have attributes; the others have none."""
