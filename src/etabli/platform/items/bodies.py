"""What somebody wrote in a composer, read as a document."""

from collections.abc import Mapping
from typing import Any

from etabli.lib.richtext import Doc, Mention, MentionFinder, from_sent
from etabli.lib.text import sort_key
from etabli.platform.people.models import Person


def read_body(raw: str) -> Doc:
    """The document of a composer: JSON from the editor, Markdown from a plain text box.

    Raises RichTextError, whose sentence is for the person.
    """
    return from_sent(raw, by_name())


def by_name() -> MentionFinder:
    """Finds a person by her whole name, among those that whoever asks may see.

    The names are read once, when the first « @ » is met; a name two people bear finds nobody.
    """
    known: dict[str, Mention | None] = {}

    def find(name: str) -> Mention | None:
        if not known:
            known.update(_names())
        return known.get(sort_key(name))

    return find


def _names() -> Mapping[str, Mention | None]:
    found: dict[str, Mention | None] = {"": None}
    people = Person.objects.filter(active=True).values_list("sort_key", "uid", "name")
    for key, uid, name in people.order_by():
        found[key] = None if key in found else Mention("person", str(uid), name)
    return found


def rewritten(node: Mapping[str, Any], change: Any) -> dict[str, Any]:
    """A copy of a document, each node passed through ``change(node) -> node``."""
    copied = dict(node)
    if "content" in copied:
        copied["content"] = [rewritten(child, change) for child in copied["content"]]
    changed: dict[str, Any] = change(copied)
    return changed
