"""Giving an item back what it said before, as a change like any other: nothing is lost."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from etabli.platform.access.doors import visible_to
from etabli.platform.engine.app import App
from etabli.platform.engine.formulas import is_formula
from etabli.platform.engine.writing.editing import app_of, edit, may_write
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.items.models import Item, Revision
from etabli.platform.people.models import Person

Values = dict[str, Any]


def told_by(app: App) -> list[str]:
    """The fields an item says something with: neither its stage, its people and its place in a
    tree, which have verbs of their own, nor what only some may read.
    """
    places = {view.parent for view in app.looks.values() if view.kind == "tree"}
    return [
        uid
        for uid, field in app.fields.items()
        if field.read is None and uid not in places and not is_formula(app, uid)
    ]


def said_at(item: Item, n: int, person: Person) -> Values:
    """What an item said once its change ``n`` was made; None for what was empty.

    Raises Http404 when there is no such change, or the person may not know of it.
    """
    app = app_of(item)
    if not changes_of(item, person).filter(n=n).exists():
        raise Http404
    values = {uid: item.data.get(uid) for uid in told_by(app)}
    for patch in changes_of(item, person).filter(n__gt=n).values_list("patch", flat=True):
        values |= {uid: before for uid, (before, _after) in patch.items() if uid in values}
    return values


def give_back(item: Item, n: int, *, by: Person) -> None:
    """Let an item say again what it said once its change ``n`` was made.

    Raises Http404 when there is no such change, Refusal when the person may not change it or
    nothing differs, StaleVersion when somebody changed it meanwhile.
    """
    app, former = app_of(item), said_at(item, n, by)
    changed = {
        uid: value
        for uid, value in former.items()
        if value != item.data.get(uid) and may_write(app, uid, item, by)
    }
    if not changed:
        raise Refusal(_("This is what it says already."))
    edit(item, changed, by=by, verb="returned")


def changes_of(item: Item, person: Person) -> QuerySet[Revision]:
    """The changes of an item, the latest first."""
    rows = Revision.objects.filter(item=item, comment=None).select_related("actor")
    return visible_to(rows, person).order_by("-n")
