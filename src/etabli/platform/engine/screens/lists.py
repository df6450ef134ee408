"""An app's items in a space, as a table, a list, a board or a calendar."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from etabli.platform.access.policy import policy
from etabli.platform.engine.conditions import goes_on
from etabli.platform.engine.definition.views import View
from etabli.platform.engine.listing.asking import PAGE, Asked, filterable, read_asked
from etabli.platform.engine.listing.board import Board
from etabli.platform.engine.listing.keeping import (
    address_of,
    saved_views,
    set_view,
    settings_of,
)
from etabli.platform.engine.listing.paging import COUNTED, counted, keys_of, page_of
from etabli.platform.engine.listing.rows import rows_asked
from etabli.platform.engine.listing.table import columns_of, cover_of, covers, groups_of
from etabli.platform.engine.looking import preload
from etabli.platform.engine.models import SavedView
from etabli.platform.engine.panels import labels_of
from etabli.platform.engine.screens.asks import open_questions
from etabli.platform.engine.screens.batches import lot_of
from etabli.platform.engine.screens.calendars import calendar_of
from etabli.platform.engine.screens.dropping import drop_form
from etabli.platform.engine.screens.faces import face_of, mark_of
from etabli.platform.engine.screens.feeding import text_of
from etabli.platform.engine.screens.place import Place, open_states
from etabli.platform.engine.screens.trees import tree_shown
from etabli.platform.engine.screens.widgets import FilterInput, filter_inputs
from etabli.platform.items.gathering import gathered
from etabli.platform.items.models import Item
from etabli.platform.spaces.circles import circle_of
from etabli.ui.render import page
from etabli.ui.shell import Link

PRINTED = 1000
"""Rows of a printed list."""


@policy("signed_in")
def show(request: HttpRequest, space: UUID, app: str, view: str = "") -> HttpResponse:
    """One view of an app in a space; the default one when none is named."""
    place = Place.of(request, space, app)
    chosen = place.app.looks.get(view) if view else place.app.default_view
    if chosen is None:
        raise Http404
    chosen = set_view(place.app, chosen, request.GET)
    asked = read_asked(place.app, chosen, request.GET, place.context)
    shared = _shared(place, chosen, asked)
    if chosen.kind == "kanban":
        shown = shared | _board(place, chosen, asked)
        part = "suite" in request.GET and request.headers.get("HX-Request") == "true"
        return page(request, "engine/lane_more.html" if part else "engine/board.html", shown)
    if chosen.kind == "calendar":
        shown = shared | calendar_of(place, chosen, asked)
        return page(request, "engine/calendar.html", shown)
    if chosen.kind == "tree":
        return page(request, "engine/tree.html", shared | tree_shown(place))
    return page(request, "engine/list.html", shared | _table(place, asked))


@policy("signed_in")
def printed(request: HttpRequest, space: UUID, app: str) -> HttpResponse:
    """A list on paper: all of it in one page, and who may see it."""
    place = Place.of(request, space, app)
    named = place.app.looks.get(request.GET.get("vue", ""))
    chosen = named if named and named.kind in ("table", "list") else _on_paper(place)
    asked = read_asked(place.app, chosen, request.GET, place.context)
    rows = rows_asked(place.app, place.space, place.person, asked, place.context)
    items = list(rows[: PRINTED + 1])
    preload(place.context, place.app, items)
    columns = columns_of(place.app, asked, place.context)
    shown = {
        "place": place,
        "app": place.app,
        "view": chosen,
        "asked": asked,
        "columns": columns,
        "groups": groups_of(place.app, items[:PRINTED], columns, asked, place.context),
        "circle": circle_of(place.space.readers, by=place.person),
        "lang": place.person.language,
        "most": PRINTED if len(items) > PRINTED else 0,
        "count": min(len(items), PRINTED),
    }
    return page(request, "engine/print.html", shown)


def _drop(place: Place) -> str:
    """The words that lead to dropping many files at once; '' where it is not so."""
    form = drop_form(place.app)
    if form is None:
        return ""
    return form.name.say(place.person.language) if form.name else _("Drop files")


def _on_paper(place: Place) -> View:
    """A plain table, for views that have no rows of their own."""
    plain = View(kind="table")
    plain.named("")
    return plain


def _shared(place: Place, view: View, asked: Asked) -> dict[str, Any]:
    lang = place.person.language
    saved = saved_views(place.app, place.space, place.person)
    mine = next((one for one in saved if str(one.uid) == dict(asked.kept).get("ma")), None)
    inputs: list[FilterInput] = filter_inputs(
        place.app, filterable(place.app), asked, place.context
    )
    head = place.heading()
    return {
        "place": place,
        "app": place.app,
        "head": head,
        "drop": _drop(place),
        "questions": open_questions(place) if head.can_animate else [],
        "mark": mark_of(place.app, lang),
        "view": view,
        "views": [*_views(place, view, asked, mine), *_kept(place, saved, mine)],
        "mine": mine,
        "setting": settings_of(place.app, view, place.context.lang),
        "lot": lot_of(place) if view.kind == "table" else None,
        "asked": asked,
        "inputs": inputs,
        "lang": lang,
        "topic": f"space:{place.space.uid}",
        "circle": circle_of(place.space.readers, by=place.person),
    }


def _kept(place: Place, saved: list[SavedView], mine: SavedView | None) -> list[Link]:
    """The views she kept, as tabs after those of the app."""
    return [
        Link(one.name, address_of(one, place.url), icon="floppy-disk", current=one == mine)
        for one in saved
    ]


def _views(place: Place, view: View, asked: Asked, mine: SavedView | None) -> list[Link]:
    """The other views keep the filters in force."""
    return [
        Link(
            place.app.view_name(one, place.person.language),
            f"{place.url}vues/{uid}/{asked.query(view=one, sort=one.order, after='', kept=())}",
            icon=place.app.view_icon(one),
            current=uid == view.uid and mine is None,
        )
        for uid, one in place.app.looks.items()
    ]


def _table(place: Place, asked: Asked) -> dict[str, Any]:
    rows = rows_asked(place.app, place.space, place.person, asked, place.context)
    paged = page_of(rows, keys_of(place.app, asked), asked.after, PAGE)
    items = gathered(paged.items)
    preload(place.context, place.app, items)
    columns = columns_of(place.app, asked, place.context)
    cover = cover_of(place.app, asked.view)
    alone = not paged.next and not asked.after
    told = items if asked.view.kind == "list" else []
    return {
        "columns": columns,
        "labels": labels_of(place.app, items, place.person, place.context),
        "texts": {item.pk: text_of(place.app, item) for item in told},
        "groups": groups_of(place.app, items, columns, asked, place.context),
        "more_url": asked.query(after=paged.next) if paged.next else "",
        "less_url": asked.query(after="") if asked.after else "",
        "count": len(items) if alone else counted(_by_states(place, asked, rows)),
        "counted": COUNTED,
        "alone": alone,
        "nothing": not items,
        "face_of": face_of,
        "covers": covers(place.app, cover, items, place.context) if cover else {},
    }


def _by_states(place: Place, asked: Asked, rows: QuerySet[Item]) -> QuerySet[Item]:
    """The same rows, said so that the index of states finds them."""
    if not goes_on(place.app, asked.view.where):
        return rows
    return rows.filter(state__in=open_states(place.app))


def _board(place: Place, view: View, asked: Asked) -> dict[str, Any]:
    rows = rows_asked(place.app, place.space, place.person, asked, place.context)
    board = Board(place.app, view.by or "state", view.card, place.person, place.context)
    # No lane is called so: all of them begin at their first ticket.
    of = place.request.GET.get("suite", "-")
    lanes = board.lanes(rows, asked, of)
    return {
        "lanes": lanes,
        "further": next((lane for lane in lanes if lane.key == of), None),
        "nothing": not any(lane.count for lane in lanes),
        "hidden": format_html(
            '<input type="hidden" name="by" value="{}">'
            '<input type="hidden" name="board" value="{}">',
            board.by,
            view.uid,
        ),
        "face_of": face_of,
    }
