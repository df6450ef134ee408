"""Managers of a list: named in any order, by address, login or number."""

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from etabli.lib.text import fold
from etabli.platform.people.changing import change_profile
from etabli.platform.people.models import Account, Person
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.staff.lines import Line
from etabli.platform.staff.report import Report


def set_managers(
    lines: Sequence[Line], people: Mapping[int, Person], report: Report, *, by: Person | None
) -> None:
    """Give each person of a list the manager that her line names.

    Nobody manages herself, however long the way round: those who would keep the manager they
    have, and the report says so.
    """
    wanted = _wanted(lines, people, report)
    looped = _looped({pk: manager.pk for pk, (_line, manager) in wanted.items()})
    by_id = {person.pk: person for person in people.values()}
    for pk, (line, manager) in wanted.items():
        if pk in looped:
            report.remark(
                line.number,
                line.name,
                _("A circle: %(name)s would be their own manager. Left as it was.")
                % {"name": line.name or by_id[pk].name},
            )
            continue
        _set(by_id[pk], manager, line, report, by)


def _set(person: Person, manager: Person, line: Line, report: Report, by: Person | None) -> None:
    person.refresh_from_db()
    if person.manager_id == manager.pk:
        return
    try:
        change_profile(person, {"manager": Person.objects.get(pk=manager.pk)}, by=by)
    except PersonRefusal as refusal:
        report.remark(line.number, person.name, refusal.sentence)


def _wanted(
    lines: Sequence[Line], people: Mapping[int, Person], report: Report
) -> dict[int, tuple[Line, Person]]:
    named = [line for line in lines if line.manager and line.number in people]
    here = {name: people[one.number] for one in lines if one.number in people for name in one.names}
    missing = {fold(line.manager) for line in named} - set(here)
    here |= _elsewhere(missing)
    found: dict[int, tuple[Line, Person]] = {}
    for line in named:
        manager = here.get(fold(line.manager))
        if manager is None:
            report.remark(
                line.number,
                line.name,
                _("The manager “%(name)s” is neither here nor on the list. Left as it was.")
                % {"name": line.manager},
            )
        else:
            found[people[line.number].pk] = (line, manager)
    return found


def _elsewhere(names: set[str]) -> dict[str, Person]:
    accounts = Account.objects.select_related("person").filter(
        Q(email__in=names) | Q(login__in=names)
    )
    found = {fold(n): one.person for one in accounts for n in (one.email, one.login) if n}
    origins = {f"list:{name}" for name in names}
    for person in Person.objects.filter(origin__in=origins):
        found[fold(str(person.origin).removeprefix("list:"))] = person
    return found


def _looped(above: Mapping[int, int]) -> set[int]:
    """Those who are above themselves, once what is not on the list is added."""
    up = dict(Person.objects.exclude(manager=None).values_list("pk", "manager_id")) | dict(above)
    looped: set[int] = set()
    settled: set[int] = set()
    for start in above:
        way: list[int] = []
        at: int | None = start
        while at is not None and at not in settled and at not in way:
            way.append(at)
            at = up.get(at)
        if at is not None and at in way:
            looped |= set(way[way.index(at) :])
        settled |= set(way)
    return looped & set(above)
