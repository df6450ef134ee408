"""Items and their discussion, as the templates of an export draw them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from babel.dates import format_datetime
from django.utils import timezone
from markupsafe import Markup

from etabli.lib.richtext import Doc, render
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.rich_text import RichTextField
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.looking import context_for, preload
from etabli.platform.engine.registry import apps
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Attachment, Comment, Item, ItemPart, Reaction
from etabli.platform.transfer.takeout.pages.naming import Names
from etabli.platform.transfer.takeout.pages.paths import file_from, item_page

FROM_ENVELOPE = ("assignee", "due", "tags")


@dataclass(frozen=True)
class Said:
    """A comment and the answers to it."""

    author: str
    when: str
    html: Markup
    edited: bool = False
    deleted: bool = False
    reactions: str = ""
    answers: list["Said"] = field(default_factory=list)


@dataclass(frozen=True)
class Viewed:
    """An item: lines of name and value, long texts, files, comments."""

    page: str
    title: str
    kind: str
    number: str
    state: str
    author: str
    when: str
    trashed: bool
    facts: list[tuple[str, str]]
    texts: list[tuple[str, Markup]]
    files: list[tuple[str, str]]
    reactions: str
    comments: list[Said]


class Viewing:
    """A batch of items with all that hangs on them, loaded together."""

    def __init__(self, items: Sequence[Item], lang: str) -> None:
        self._items = items
        self._lang = lang
        self._context = context_for(None, lang=lang)
        ids = [item.pk for item in items]
        self._parts = _by_item(ItemPart.objects.filter(item__in=ids).order_by("pk"))
        comments = Comment.objects.filter(item__in=ids).select_related("author")
        self._comments = _by_item(comments.order_by("created_at", "pk"))
        self._reactions = _by_item(Reaction.objects.filter(item__in=ids).order_by("pk"))
        self._files = _by_item(Attachment.objects.filter(item__in=ids).select_related("file"))
        self._names = Names(self._documents())
        for app in {item.app for item in items} & apps().keys():
            preload(self._context, apps()[app], [item for item in items if item.app == app])

    def views(self) -> Iterable[Viewed]:
        """The items, in their order."""
        for item in self._items:
            yield self._view(item)

    def _view(self, item: Item) -> Viewed:
        app, page = apps().get(item.app), item_page(item.uid)
        values = self._values(item, app)
        state = app.state(item.state) if app else None
        return Viewed(
            page=page,
            title=item.title,
            kind=app.label(self._lang) if app else item.app,
            number=item.number,
            state=state.name.say(self._lang) if state else item.state,
            author=item.author.name,
            when=said_when(item.created_at, self._lang),
            trashed=item.trashed,
            facts=list(self._facts(app, values)),
            texts=[
                (label, self._html(document, page))
                for label, document in _texts(app, values, self._lang)
            ],
            files=[_link(kept.file, page) for kept in self._files[item.pk]],
            reactions=self._reacted(item.pk, None),
            comments=self._said(item.pk, None, page),
        )

    def _values(self, item: Item, app: App | None) -> dict[str, Any]:
        values = dict(item.data)
        for part in self._parts[item.pk]:
            values |= part.data
        listed = [uid for uid in FROM_ENVELOPE if app and uid in app.listed]
        return values | {uid: value_of(app, item, uid) for uid in listed if app}

    def _facts(self, app: App | None, values: dict[str, Any]) -> Iterable[tuple[str, str]]:
        for uid, value in values.items():
            known = app.listed.get(uid) if app else None
            if value in (None, "", []) or isinstance(known, RichTextField):
                continue
            if known is None:
                yield uid, str(value)
            elif app and uid != app.title.strip("{}"):
                yield known.name.say(self._lang), known.display(value, self._context).text

    def _said(self, item: int, parent: int | None, page: str) -> list[Said]:
        return [
            Said(
                author=comment.author.name,
                when=said_when(comment.created_at, self._lang),
                html=self._html(comment.body, page),
                edited=comment.edited_at is not None,
                deleted=comment.deleted_at is not None,
                reactions=self._reacted(item, comment.pk),
                answers=self._said(item, comment.pk, page) if parent is None else [],
            )
            for comment in self._comments[item]
            if comment.parent_id == parent
        ]

    def _reacted(self, item: int, comment: int | None) -> str:
        kinds = Counter(r.kind for r in self._reactions[item] if r.comment_id == comment)
        words = dict(Reaction.Kind.choices)
        return " · ".join(f"{words.get(kind, kind)} {count}" for kind, count in kinds.items())

    def _html(self, document: dict[str, Any], page: str) -> Markup:
        # The renderer escapes and sanitises: see lib/richtext.
        return Markup(render(Doc(document), self._names.resolver(page)))  # noqa: S704

    def _documents(self) -> Iterable[dict[str, Any]]:
        for item in self._items:
            values = [*item.data.values()]
            values += [value for part in self._parts[item.pk] for value in part.data.values()]
            yield from (value for value in values if _is_document(value))
            yield from (comment.body for comment in self._comments[item.pk])


def said_when(moment: datetime, lang: str) -> str:
    """A date and an hour, the same whenever they are written."""
    return str(format_datetime(timezone.localtime(moment), "d MMMM y, HH:mm", locale=lang))


def _texts(
    app: App | None, values: dict[str, Any], lang: str
) -> Iterable[tuple[str, dict[str, Any]]]:
    fields = app.fields if app else {}
    for uid, value in values.items():
        if _is_document(value):
            yield (fields[uid].name.say(lang) if uid in fields else uid), value


def _is_document(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "doc"


def _link(file: StoredFile, page: str) -> tuple[str, str]:
    return file.name, file_from(page, file.key)


def _by_item(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found
