"""Trees: an app's pages under one another, and moving one elsewhere."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from etabli.lib.ids import read_uid
from etabli.platform.access.doors import visible_to
from etabli.platform.access.policy import policy
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.shown import Shown
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.listing.tree import MOST, Node, Tree, tree_of
from etabli.platform.engine.looking import context_for, preload
from etabli.platform.engine.rights import can
from etabli.platform.engine.screens.dates import back_to
from etabli.platform.engine.screens.faces import mark_of
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.screens.place import Place
from etabli.platform.engine.writing import Refusal, edit
from etabli.platform.engine.writing.editing import app_of
from etabli.platform.items.models import Item
from etabli.platform.items.revising import StaleVersion
from etabli.platform.people.asking import person_of
from etabli.ui.render import page, toasted


def tree_shown(place: Place) -> dict[str, Any]:
    """What ``engine/tree.html`` shows of an app in a space: a branch, or all from its roots."""
    tree = tree_of(place.app, place.space, place.person)
    assert tree is not None, "only a tree view comes here"
    uid = read_uid(place.request.GET.get("sous", ""))
    under = tree.rows().filter(uid=uid).first() if uid else None
    nodes = tree.branch(under) if under else tree.whole()
    shown = {"nodes": nodes, "under": under, "full": len(nodes) >= MOST, "tree": tree}
    return shown | {"more": said_of(tree, nodes)}


def said_of(tree: Tree, nodes: Iterable[Node]) -> dict[int, list[Shown]]:
    """What the tree says of each item beside its title, by its id."""
    items = list(_all(nodes))
    context = context_for(tree.person)
    preload(context, tree.app, items)
    return {item.pk: list(_said(tree, item, context)) for item in items}


def _all(nodes: Iterable[Node]) -> Iterator[Item]:
    for node in nodes:
        yield node.item
        yield from _all(node.nodes)


def _said(tree: Tree, item: Item, context: Context) -> Iterator[Shown]:
    for uid in tree.view.card:
        value = value_of(tree.app, item, uid)
        if value not in (None, "", []):
            yield tree.app.field(uid).display(value, context)


@policy("signed_in")
@require_safe
def branch(request: HttpRequest, item: UUID) -> HttpResponse:
    """What stands right under an item, when its branch is opened."""
    found, tree = _standing(request, item)
    back, nodes = back_to(request, ""), tree.branch(found)
    shown = {"nodes": nodes, "back": back, "more": said_of(tree, nodes) if back else {}}
    return page(request, "engine/branch.html", shown)


@policy("signed_in")
def place(request: HttpRequest, item: UUID) -> HttpResponse:
    """Where an item stands: GET asks under which, POST puts it there."""
    found, tree = _standing(request, item)
    person = person_of(request)
    if not can(person, "edit", found):
        raise Http404
    if request.method != "POST":
        return _asked(request, found, tree)
    seen = request.POST.get("version", "")
    if seen.isdecimal() and len(seen) < 10:
        found.version = int(seen)
    wanted = request.POST.get("sous", "").strip()
    under = _named(tree, wanted)
    if wanted and under is None:
        return _refused(request, found, tree, _("This was not found. Search for it again."))
    try:
        with transaction.atomic():
            edit(found, {str(tree.view.parent): under.pk if under else None}, by=person)
    except StaleVersion:
        said = _("Somebody changed it meanwhile: here is where it stands.")
        return toasted(redirect(_back(request, found)), request, said)
    except Refusal as refused:
        said = " ".join(refused.fields.values()) or refused.sentence
        return _refused(request, found, tree, said)
    said = _("%(title)s: moved.") % {"title": found.title}
    undo = f"/fiches/{found.uid}/historique/{found.version}/annulation/"
    return toasted(redirect(_back(request, found)), request, said, undo_url=undo)


def _standing(request: HttpRequest, uid: UUID) -> tuple[Item, Tree]:
    found = item_of(request, uid)
    tree = tree_of(app_of(found), found.space, person_of(request))
    if tree is None:
        raise Http404
    return found, tree


def _named(tree: Tree, wanted: str) -> Item | None:
    uid = read_uid(wanted)
    rows = Item.objects.filter(app=tree.app.app, space=tree.space, trashed_at=None)
    return visible_to(rows, tree.person).filter(uid=uid).first() if uid else None


def _refused(request: HttpRequest, item: Item, tree: Tree, said: str) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return toasted(redirect(_back(request, item)), request, said)
    return _asked(request, item, tree, said)


def _asked(request: HttpRequest, item: Item, tree: Tree, error: str = "") -> HttpResponse:
    above = tree.above(item)
    choices = [(str(one.uid), one.title) for one in tree.rows()[:MOST] if one.pk != item.pk]
    shown = {
        "app": tree.app,
        "item": item,
        "mark": mark_of(tree.app, tree.person.language),
        "chosen": [(str(above[-1].uid), above[-1].title)] if above else [],
        "choices": choices,
        "error": error,
        "back": _back(request, item),
    }
    return page(request, "engine/place.html", shown, status=422 if error else 200)


def _back(request: HttpRequest, item: Item) -> str:
    return back_to(request, f"/fiches/{item.uid}/")
