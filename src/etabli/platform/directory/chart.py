"""Where somebody is in the house: those above, those beside, those who report to her."""

from dataclasses import dataclass, field

from etabli.platform.directory.faces import face_of
from etabli.platform.people.models import Person
from etabli.ui.shell import Face

HIGHEST = 8
WIDEST = 12


@dataclass
class Branch:
    """Somebody in the chart, and those under her that are shown."""

    face: Face
    job: str
    here: bool = False
    below: list["Branch"] = field(default_factory=list)


def chart_of(person: Person) -> Branch | None:
    """The chart around a member: the way up, colleagues of the same manager, reports.

    None when she has neither manager nor reports.
    """
    reports = _reports(person)
    if person.manager_id is None and not reports:
        return None
    here = Branch(face_of(person), person.job, here=True, below=[_leaf(one) for one in reports])
    if person.manager is None:
        return here
    peers = [_leaf(one) for one in _reports(person.manager) if one.pk != person.pk]
    top = Branch(face_of(person.manager), person.manager.job, below=[here, *peers])
    return _under_those_above(top, person.manager)


def _under_those_above(branch: Branch, manager: Person) -> Branch:
    above, steps = manager.manager, 0
    while above is not None and steps < HIGHEST:
        branch = Branch(face_of(above), above.job, below=[branch])
        above, steps = above.manager, steps + 1
    return branch


def _reports(person: Person) -> list[Person]:
    return list(Person.objects.filter(manager=person, active=True).order_by("sort_key")[:WIDEST])


def _leaf(person: Person) -> Branch:
    return Branch(face_of(person), person.job)
