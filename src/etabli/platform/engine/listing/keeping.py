"""Ways to look at a list that people set, and keep under a name for themselves."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from etabli.lib.sentences import SaidError
from etabli.platform.db.prepared import planned
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.checks.views import GROUPED_BY
from etabli.platform.engine.definition.views import View
from etabli.platform.engine.models import SavedView
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space

COLUMNED = ("table",)
GROUPED = ("table", "list", "gallery")
MOST = 30
"""Views one person keeps of one app in one space."""
KEPT = ("tri", "q", "col", "gr", "par")


def set_view(app: App, view: View, query: QueryDict) -> View:
    """A view with the columns (``col``) and the grouping (``gr``) an address asks for."""
    changes: dict[str, object] = {}
    asked = ",".join(query.getlist("col")).split(",")
    wanted = [uid for uid in asked if uid in listable(app)]
    if wanted and view.kind in COLUMNED:
        changes["columns"] = tuple(dict.fromkeys(wanted))
    group = query.get("gr", "")
    if view.kind in GROUPED and (group == "-" or group in groupable(app)):
        changes["group"] = None if group == "-" else group
    return view.model_copy(update=changes) if changes else view


def listable(app: App) -> list[str]:
    """The columns a table may have; restricted fields never are."""
    return [
        uid
        for uid, one in app.listed.items()
        if one.read is None and not one.retired and uid not in ("title", "space")
    ]


def groupable(app: App) -> list[str]:
    """What a list may be grouped by."""
    return [
        uid
        for uid, one in app.listed.items()
        if (one.kind in GROUPED_BY or uid == "state")
        and one.read is None
        and uid != "space"
        and app.column(uid)
    ]


@dataclass(frozen=True)
class Setting:
    """What one may set of a view: (uid, name, chosen) columns, (uid, name) groups, the group."""

    columns: list[tuple[str, str, bool]]
    groups: list[tuple[str, str]]
    group: str


def settings_of(app: App, view: View, lang: str) -> Setting | None:
    """What may be set of a view; None when nothing can."""
    if view.kind not in GROUPED:
        return None
    columns = listable(app) if view.kind in COLUMNED else ()
    return Setting(
        [(uid, app.field(uid).name.say(lang), uid in view.columns) for uid in columns],
        [(uid, app.field(uid).name.say(lang)) for uid in groupable(app)],
        view.group or "-",
    )


def saved_views(app: App, space: Space, person: Person) -> list[SavedView]:
    """Those one kept of an app in a space, the oldest first."""
    kept = _kept(person=person.pk, space=space.pk, app=app.app)
    return [one for one in kept if one.view in app.looks]


@planned
def _kept(person: Any, space: Any, app: Any) -> QuerySet[SavedView]:
    rows = SavedView.objects.filter(person_id=person, space_id=space, app=app)
    return rows.order_by("at")[:MOST]


def address_of(saved: SavedView, place_url: str) -> str:
    """Where a saved view opens, for whoever has the address."""
    start = f"?{saved.query}&" if saved.query else "?"
    return f"{place_url}vues/{saved.view}/{start}ma={saved.uid}"


def worth_keeping(query: str) -> str:
    """Of an address, what makes a way to look: no page, no day."""
    given = QueryDict(query.lstrip("?")[:2000])
    pairs = [
        (key, said)
        for key, values in given.lists()
        for said in values
        if key in KEPT or key.startswith("f.")
    ]
    return urlencode(pairs)[:2000]


def named(name: str, app: App, space: Space, person: Person, *, but: int = 0) -> str:
    """A name for a saved view. Raises SaidError when it cannot be."""
    name = " ".join(name.replace("\0", "").split())
    if not name:
        raise SaidError(gettext_noop("Give this view a name."))
    if len(name) > 60:
        raise SaidError(gettext_noop("Sixty characters at most: shorten the name."))
    others = SavedView.objects.filter(person=person, space=space, app=app.app).exclude(pk=but)
    if others.filter(name=name).exists():
        raise SaidError(gettext_noop("You already have a view of this name."))
    if others.count() >= MOST:
        raise SaidError(gettext_noop("You keep thirty views here already: delete one first."))
    return name


def said(refusal: SaidError) -> str:
    """The sentence, in the language in use."""
    return _(refusal.template) % refusal.values
