"""What a list is asked: the view, its filters, its order, from the address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.views import View
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.listing.settled import needed, unsettled

PAGE = 50
KEPT = ("par", "le", "col", "gr", "ma")
"""What an address says of a calendar's days, of columns and grouping, of the view one kept."""


@dataclass(frozen=True)
class Filter:
    """A condition somebody added. ``value`` is canonical, ``raw`` what the address says."""

    field: Field
    op: str
    value: Any
    raw: str
    words: str


@dataclass(frozen=True)
class Asked:
    """A list as asked.

    ``after`` is the mark of the page before; '' for the first page.
    ``kept``: what the address says besides (the days of a calendar), kept as it is.
    ``waiting``: fields whose columns are being filled, in words; ``held``: the list would be
    wrong without them, and shows nothing.
    """

    view: View
    filters: tuple[Filter, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    words: str = ""
    after: str = ""
    kept: tuple[tuple[str, str], ...] = ()
    errors: tuple[str, ...] = field(default=())
    waiting: tuple[str, ...] = ()
    held: bool = False

    def query(self, **changes: Any) -> str:
        """The query string of the same list with something changed; ``drop`` takes a filter off."""
        asked = replace(self, **{k: v for k, v in changes.items() if k != "drop"})
        kept = [one for one in asked.filters if one is not changes.get("drop")]
        pairs = [(f"f.{one.field.uid}", one.raw) for one in kept]
        if asked.sort != asked.view.order:
            pairs.append(
                ("tri", ",".join(f"-{name}" if down else name for name, down in asked.sort))
            )
        if asked.words:
            pairs.append(("q", asked.words))
        if asked.after:
            pairs.append(("a", asked.after))
        pairs += asked.kept
        return f"?{urlencode(pairs)}" if pairs else "?"


def read_asked(app: App, view: View, query: QueryDict, context: Context) -> Asked:
    """The list an address asks for. What it does not understand is said, not an error."""
    filters, errors = _filters(app, query, context)
    asked = Asked(
        view=view,
        filters=tuple(filters),
        sort=_sort(app, query.get("tri", "")) or view.order,
        words=query.get("q", "").strip().replace("\0", "")[:200],
        after=query.get("a", "")[:1000],
        kept=tuple((key, said[:500]) for key in KEPT if (said := ",".join(query.getlist(key)))),
        errors=tuple(errors),
    )
    return _trusted(app, asked, context.lang)


def _trusted(app: App, asked: Asked, lang: str) -> Asked:
    """The same list without the columns that are not true yet."""
    untrue = unsettled(app)
    if not untrue:
        return asked
    missed = needed(app, asked.view, (one.field.uid for one in asked.filters)) & untrue
    unsorted = untrue.intersection(name for name, _down in asked.sort)
    return replace(
        asked,
        sort=tuple((name, down) for name, down in asked.sort if name not in untrue),
        waiting=tuple(app.field(uid).name.say(lang) for uid in sorted(missed | unsorted)),
        held=bool(missed),
    )


def filterable(app: App) -> list[Field]:
    """The fields a list can be filtered by, in order; restricted ones never are."""
    return [
        one
        for one in app.listed.values()
        if one.filter and one.read is None and not one.retired and one.uid != "space"
    ]


def sortable(app: App, uid: str) -> bool:
    """Whether a list can be sorted by that name."""
    one = app.listed.get(uid)
    return (
        one is not None
        and (one.sort or uid == "state")
        and one.read is None
        and bool(app.column(uid))
    )


def _filters(app: App, query: QueryDict, context: Context) -> tuple[list[Filter], list[str]]:
    found: list[Filter] = []
    errors: list[str] = []
    known: Mapping[str, Field] = {one.uid: one for one in filterable(app)}
    for key in query:
        one = known.get(key.removeprefix("f."))
        if not key.startswith("f.") or one is None:
            continue
        for raw in dict.fromkeys(query.getlist(key)):
            if raw.strip():
                _add(one, raw, context, found, errors)
    return found, errors


def _add(one: Field, raw: str, context: Context, found: list[Filter], errors: list[str]) -> None:
    name = one.name.say(context.lang)
    if raw == "-":
        nothing = _("%(field)s: none") % {"field": name}
        found.append(Filter(one, "none", None, raw, nothing))
        return
    try:
        value = one.validate(_me(raw, context), context)
    except FieldError as refused:
        errors.append(f"{name}: {refused}")
        return
    if value is None:  # signs that nobody sees: nothing was asked
        return
    said = one.display(value, context).text
    found.append(Filter(one, one.filter_ops()[0], value, raw, f"{name} : {said}"))


def _me(raw: str, context: Context) -> str:
    if raw != "me" or context.actor is None:
        return raw
    person = context.lookup.by_id("person", context.actor)
    return person.uid if person else raw


def _sort(app: App, text: str) -> tuple[tuple[str, bool], ...]:
    keys = [key.strip() for key in text.split(",")[:3] if key.strip()]
    return tuple(
        (key.removeprefix("-"), key.startswith("-"))
        for key in keys
        if sortable(app, key.removeprefix("-"))
    )
