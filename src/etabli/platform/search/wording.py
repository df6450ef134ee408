"""The words an item is found by: its title, its open fields and what their files say, never a
restricted field.

What only some of an item's readers may read lives apart, under an audience of its own, and
is not indexed: a search that found an item by it would tell the others what it says.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from etabli.lib.richtext import Doc, to_text
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.names import KEPT_AS_FIELDS
from etabli.platform.engine.fields.context import Context, Found, Kind, Nobody
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.looking import found
from etabli.platform.engine.registry import apps
from etabli.platform.files.models import Reading, StoredFile
from etabli.platform.items.models import Item

# Found by these, but not read as sentences where a result is shown.
LABELS = frozenset({"choice", "choices", "tags", "files", "images", "boolean", "rating"})


@dataclass(frozen=True)
class Words:
    """``title`` weighs more than ``body``."""

    title: str
    body: str


def words_of(item: Item) -> Words:
    """What an item is found by."""
    title = f"{item.number} {item.title}" if item.number else item.title
    return Words(title, "\n".join(filter(None, [*_texts(item, frozenset()), *_files_say(item)])))


def text_of(item: Item) -> str:
    """What an item says, for an excerpt; then what its files say, each after its name."""
    return "\n".join(filter(None, [*_texts(item, LABELS), *_files_say(item)]))


def _texts(item: Item, without: frozenset[str]) -> Iterator[str]:
    app = apps().get(item.app)
    if app is None:
        # The app was taken away: what people wrote is still theirs to find.
        yield from (_plain(value) for value in item.data.values())
        return
    context = Context(lang=item.lang, lookup=OwnFiles(item))
    for field in _open_fields(app):
        value = item.data.get(field.uid)
        if value is not None and field.kind not in without:
            text = field.search_text(value, context)
            # Most apps take the title from a field: it is indexed once.
            yield "" if text.strip() == item.title else text


def _files_say(item: Item) -> Iterator[str]:
    """What the item's own files say, those of its open fields; of its own alone, which have
    its readers.
    """
    app = apps().get(item.app)
    if app is None:
        return
    ids = {
        ref.target
        for field in _open_fields(app)
        for ref in field.refs(item.data.get(field.uid))
        if ref.kind == "file"
    }
    own = Reading.objects.filter(
        file__in=ids, file__attachment__item=item.pk, file__attachment__comment=None
    ).exclude(text="")
    for name, text in own.order_by("pk").values_list("file__name", "text") if ids else ():
        yield f"{name}: {text}"


def said_by_files_of(comments: Iterable[int]) -> dict[int, str]:
    """What the files of some messages say, as far as whoever asks may read it."""
    said: dict[int, str] = {}
    carried = Reading.objects.filter(file__attachment__comment__in=comments).exclude(text="")
    columns = ("file__attachment__comment", "file__name", "text")
    for comment, name, text in carried.order_by("pk").values_list(*columns):
        said[comment] = f"{said.get(comment, '')}\n{name}: {text}"
    return said


def _open_fields(app: App) -> Iterator[Field]:
    fields = [
        field for uid, field in app.listed.items() if uid in app.fields or uid in KEPT_AS_FIELDS
    ]
    return (field for field in fields if field.read is None and not field.retired)


def _plain(value: Any) -> str:
    if isinstance(value, dict) and value.get("type") == "doc":
        return to_text(Doc(value))
    return value if isinstance(value, str) else ""


class OwnFiles(Nobody):
    """Knows the names of the item's own files, which all its readers see, and nothing else:
    what is indexed must not depend on who happened to save.
    """

    def __init__(self, item: Item) -> None:
        self._item = item

    def by_id(self, kind: Kind, id: int) -> Found | None:  # noqa: A002
        if kind != "file":
            return None
        own = StoredFile.objects.filter(
            pk=id, attachment__item=self._item.pk, attachment__comment=None
        ).first()
        return found("file", own) if own else None
