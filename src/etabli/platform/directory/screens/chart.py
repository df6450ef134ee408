"""The organisation chart: who reports to whom, a branch at a time."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from etabli.platform.access.policy import policy
from etabli.platform.directory.faces import face_of
from etabli.platform.directory.seeing import people_seen_by, person_seen_by
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.ui.render import fragment, page
from etabli.ui.shell import Face, Link

WIDEST = 60
"""People of one branch shown at once."""
HIGHEST = 12
FEW = 3
"""When there are no more heads than that, those under them are shown at once."""
UNDER = "under-"


@dataclass(frozen=True)
class Leaf:
    """Somebody in the chart, and how many report to her."""

    face: Face
    job: str
    uid: UUID
    reports: int
    below: list["Leaf"] = field(default_factory=list)


@policy("member")
def chart(request: HttpRequest) -> HttpResponse:
    """From the top: those who report to nobody and to whom somebody reports."""
    reader = person_of(request)
    alone = Q(manager=None) | Q(manager__active=False)
    tops = _counted(reader).filter(alone, n__gt=0)
    # Somebody of no branch is not lost: she is a click away.
    loose = _counted(reader).filter(alone, n=0).count()
    context = _branch(tops, request) | {"whose": None, "above": [], "loose": loose}
    if len(context["leaves"]) <= FEW:
        for leaf in context["leaves"]:
            under = _counted(reader).filter(manager__uid=leaf.uid)[: WIDEST + 1]
            # Too many to be put there at once: they are a click away, as below.
            leaf.below.extend(_leaf(one) for one in under if leaf.reports <= WIDEST)
    return page(request, "directory/chart.html", context)


@policy("member")
def chart_under(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One branch: by itself, or put under its head where it is opened."""
    reader = person_of(request)
    whose = person_seen_by(reader, uid)
    if whose.kind != Person.Kind.PERSON:
        raise Http404
    context = _branch(_counted(reader).filter(manager=whose), request)
    context |= {"whose": whose, "face": face_of(whose), "above": _above(whose), "loose": 0}
    if request.headers.get("HX-Target", "").rpartition("#")[2].startswith(UNDER):
        return fragment(request, "directory/chart.html", "branch", context)
    return page(request, "directory/chart.html", context)


def _counted(reader: Person) -> QuerySet[Any]:
    active = Q(reports__active=True, reports__kind=Person.Kind.PERSON)
    people = people_seen_by(reader).filter(active=True, kind=Person.Kind.PERSON)
    return people.annotate(n=Count("reports", filter=active)).order_by("sort_key", "pk")


def _branch(people: QuerySet[Any], request: HttpRequest) -> dict[str, Any]:
    given = request.GET.get("from", "")
    start = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0
    rows = list(people[start : start + WIDEST + 1])
    return {
        "leaves": [_leaf(one) for one in rows[:WIDEST]],
        "more": start + WIDEST if len(rows) > WIDEST else 0,
        "start": start,
    }


def _leaf(one: Any) -> Leaf:
    return Leaf(face_of(one), one.job, one.uid, one.n)


def _above(whose: Person) -> list[Link]:
    way: list[Link] = []
    at = whose.manager
    while at is not None and len(way) < HIGHEST:
        way.insert(0, Link(at.name, f"/organigramme/{at.uid}/"))
        at = at.manager
    return [Link(_("Organisation chart"), "/organigramme/"), *way]
