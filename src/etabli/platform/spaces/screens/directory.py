"""The list of spaces one may know of, as a tree; opening a new one."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from etabli.lib.text import fold
from etabli.platform.access.doors import visible_to
from etabli.platform.access.policy import policy
from etabli.platform.people.asking import person_of
from etabli.platform.spaces.forms import SpaceForm
from etabli.platform.spaces.founding import found_space
from etabli.platform.spaces.models import Space
from etabli.platform.spaces.standing import ranks_of
from etabli.ui.render import page, toasted

KINDS = {"": __("All of them"), "mine": __("Yours"), "archived": __("Archived ones")}


@dataclass(frozen=True)
class Row:
    """A space in the list; ``depth`` is how deep it stands in the tree."""

    space: Space
    depth: int
    members: int
    mine: bool


@policy("signed_in")
def show(request: HttpRequest) -> HttpResponse:
    """Every space one may know of."""
    person = person_of(request)
    wanted, words = request.GET.get("voir", ""), request.GET.get("q", "").strip()[:100]
    rows = visible_to(Space.objects.all(), person).annotate(
        members=Count("memberships", filter=Q(memberships__person__active=True))
    )
    rows = rows.exclude(archiving=None) if wanted == "archived" else rows.filter(archiving=None)
    mine = ranks_of(person)
    if wanted == "mine":
        rows = rows.filter(pk__in=list(mine))
    if words:
        rows = rows.filter(sort_key__contains=fold(words).replace("\0", ""))
    shown = {
        "rows": _tree(list(rows.order_by("sort_key")), set(mine)),
        "words": words,
        "kinds": [(key, label, key == wanted) for key, label in KINDS.items()],
        "can_open": person.kind == "person",
    }
    return page(request, "spaces/directory.html", shown)


@policy("member")
def new(request: HttpRequest) -> HttpResponse:
    """The form that opens a space; POST opens it."""
    person = person_of(request)
    form = SpaceForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            details = dict(form.cleaned_data)
            apps = details.pop("apps")
            space = found_space(
                details.pop("name"), details.pop("visibility"), by=person, apps=apps, **details
            )
        said = _("%(name)s is open. Bring people in.") % {"name": space.name}
        return toasted(redirect(f"/espaces/{space.uid}/membres/"), request, said)
    return page(request, "spaces/new.html", {"form": form}, status=422 if form.errors else 200)


def _tree(spaces: list[Space], mine: set[int]) -> list[Row]:
    """Children under their parent; those whose parent is not in the list stand at the top."""
    known = {space.pk for space in spaces}
    children: dict[int | None, list[Space]] = {}
    for space in spaces:
        above = space.parent_id if space.parent_id in known else None
        children.setdefault(above, []).append(space)
    rows: list[Row] = []

    def walk(above: int | None, depth: int) -> None:
        for space in children.get(above, []):
            count: Any = getattr(space, "members", 0)
            rows.append(Row(space, min(depth, 4), count, space.pk in mine))
            walk(space.pk, depth + 1)

    walk(None, 0)
    return rows
