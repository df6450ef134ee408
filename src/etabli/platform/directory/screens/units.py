"""The tree of units, and who is in each."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.lib.ids import read_uid
from etabli.platform.access.policy import policy
from etabli.platform.directory.faces import face_of
from etabli.platform.directory.trees import unit_choices
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person, Unit
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.people.units import create_unit, delete_unit, move_unit, rename_unit, tree
from etabli.ui.render import page, toasted
from etabli.ui.shell import Link


@dataclass
class Node:
    """A unit in the tree: how many people it has, and the units below it."""

    unit: Unit
    people: int
    below: list["Node"]


@policy("member")
def units(request: HttpRequest) -> HttpResponse:
    """The whole tree; an administrator adds to it."""
    if request.method == "POST":
        return _add(request)
    return _tree(request, {}, {})


@policy("member")
def unit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One unit, its people, those below; an administrator renames and moves it."""
    found = _unit(uid)
    if request.method == "POST":
        return _change(request, found)
    return _shown(request, found, {})


@policy("admin")
@require_POST
def unit_removal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Remove an empty unit."""
    found = _unit(uid)
    try:
        delete_unit(found, by=person_of(request))
    except PersonRefusal as refusal:
        return toasted(redirect("directory:unit", uid=uid), request, refusal.sentence)
    said = _("The unit %(name)s is removed.") % {"name": found.name}
    return toasted(redirect("directory:units"), request, said)


def _add(request: HttpRequest) -> HttpResponse:
    given = request.POST
    try:
        parent = _parent(given.get("parent", ""))
        made = create_unit(given.get("name", ""), parent=parent, by=person_of(request))
    except PersonRefusal as refusal:
        return _tree(request, given.dict(), {refusal.field or "name": refusal.sentence})
    said = _("The unit %(name)s is there.") % {"name": made.name}
    return toasted(redirect("directory:units"), request, said)


def _change(request: HttpRequest, found: Unit) -> HttpResponse:
    given = request.POST
    try:
        if given.get("name", found.name) != found.name:
            rename_unit(found, given["name"], by=person_of(request))
        parent = _parent(given.get("parent", ""))
        if parent != found.parent:
            move_unit(found, parent, by=person_of(request))
    except PersonRefusal as refusal:
        found = _unit(found.uid)
        return _shown(request, found, {refusal.field or "name": refusal.sentence})
    said = _("The unit %(name)s is up to date.") % {"name": found.name}
    return toasted(redirect("directory:unit", uid=found.uid), request, said)


def _tree(request: HttpRequest, given: dict[str, Any], errors: dict[str, str]) -> HttpResponse:
    present = Count("people", filter=Q(people__active=True))
    every = list(Unit.objects.annotate(present=present))
    context = {
        "nodes": _nodes(every),
        "units": unit_choices(every),
        "given": given,
        "errors": errors,
    }
    return page(request, "directory/units.html", context, status=422 if errors else 200)


def _shown(request: HttpRequest, found: Unit, errors: dict[str, str]) -> HttpResponse:
    every = list(Unit.objects.all())
    names = {one.pk: one for one in every}
    above = [names[pk] for pk in _way_up(found, names)]
    people = Person.objects.filter(unit=found, active=True).order_by("sort_key")
    below = sorted((one for one in every if one.parent_id == found.pk), key=lambda u: u.sort_key)
    inside = {one.pk for one in every if found.pk in one.path}
    context = {
        "unit": found,
        "people": [(one, face_of(one)) for one in people],
        "below": [Link(one.name, f"/unites/{one.uid}/", icon="tree-structure") for one in below],
        "crumbs": [
            Link(_("Units"), "/unites/"),
            *(Link(one.name, f"/unites/{one.uid}/") for one in above),
        ],
        "units": unit_choices([one for one in every if one.pk not in inside]),
        "given": request.POST.dict() if errors else {},
        "errors": errors,
    }
    return page(request, "directory/unit.html", context, status=422 if errors else 200)


def _way_up(found: Unit, names: dict[int, Unit]) -> list[int]:
    way: list[int] = []
    at = found.parent_id
    while at is not None and at not in way:
        way.insert(0, at)
        at = names[at].parent_id
    return way


def _nodes(every: list[Any]) -> list[Node]:
    roots: list[Node] = []
    stack: list[Node] = []
    for found, depth in tree(every):
        node = Node(found, found.present, [])  # type: ignore[attr-defined]
        del stack[depth:]
        (stack[-1].below if stack else roots).append(node)
        stack.append(node)
    return roots


def _parent(uid: str) -> Unit | None:
    if not uid:
        return None
    wanted = read_uid(uid)
    found = Unit.objects.filter(uid=wanted).first() if wanted else None
    if found is None:
        raise PersonRefusal(_("This unit was not found. Choose another one."), "parent")
    return found


def _unit(uid: UUID) -> Unit:
    found = Unit.objects.select_related("parent").filter(uid=uid).first()
    if found is None:
        raise Http404
    return found
