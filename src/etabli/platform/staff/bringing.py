"""Bringing a list of people in: who is new, who changes, who was only on former lists.

A rehearsal is the same, undone at the end: it says exactly what the real one will.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line, fold
from etabli.platform.house.models import the_house
from etabli.platform.people.changing import change_profile
from etabli.platform.people.hues import hue_for
from etabli.platform.people.leaving import deactivate
from etabli.platform.people.models import Account, Person
from etabli.platform.people.promoting import promote
from etabli.platform.people.refusal import PersonRefusal, refuse_unless_admin
from etabli.platform.profiles.saying import Given, say
from etabli.platform.signin.accounts import open_account
from etabli.platform.staff.bosses import set_managers
from etabli.platform.staff.lines import Line, read_line
from etabli.platform.staff.report import Report
from etabli.platform.staff.table import Table
from etabli.platform.staff.units import Tree

ORIGIN = "list:"


@dataclass(frozen=True)
class Wish:
    """``columns`` says what each column is. ``dismiss``: deactivate those of former lists who
    are not on this one, which is never done unless asked.
    """

    columns: Sequence[str]
    dismiss: bool = False
    rehearse: bool = False


def bring(table: Table, wish: Wish, *, by: Person | None) -> Report:
    """Bring a list in, or rehearse it. ``by`` is None on the command line.

    Raises PersonRefusal for somebody who may not, or when no column says who people are.
    """
    refuse_unless_admin(by=by)
    if not {"name", "first", "last"} & set(wish.columns):
        raise PersonRefusal(_("Say which column holds the names."), "columns")
    if not {"email", "login", "key"} & set(wish.columns):
        raise PersonRefusal(
            _("Say which column tells people apart: an address, a login or a number."), "columns"
        )
    report = Report()
    with transaction.atomic():
        lines = _lines(table, wish.columns, report)
        people = _people(lines, by, report)
        set_managers(lines, people, report, by=by)
        _dismissed(table, people, wish, by, report)
        if wish.rehearse:
            transaction.set_rollback(True)
    return report


def _lines(table: Table, columns: Sequence[str], report: Report) -> list[Line]:
    found: list[Line] = []
    taken: dict[str, int] = {}
    for number, row in table.rows:
        cells = {
            name: row[place] if place < len(row) else ""
            for place, name in enumerate(columns)
            if name
        }
        try:
            line = read_line(number, cells)
            _refuse_twice(line, taken)
        except PersonRefusal as refusal:
            report.refuse(number, _called(cells), refusal.sentence)
        else:
            found.append(line)
    return found


def _called(cells: Mapping[str, str]) -> str:
    """Somebody's name, for whoever mends her line."""
    return clean_line(" ".join(cells.get(one, "") for one in ("name", "first", "last")), 80)


def _refuse_twice(line: Line, taken: dict[str, int]) -> None:
    for name in line.names:
        if name in taken:
            raise PersonRefusal(
                _("Already on line %(line)s, under “%(name)s”.")
                % {"line": taken[name], "name": name}
            )
    taken |= dict.fromkeys(line.names, line.number)


def _people(lines: Iterable[Line], by: Person | None, report: Report) -> dict[int, Person]:
    """The person of each line that could be taken, by its number."""
    lines = list(lines)
    known, tree = _known(lines), Tree()
    people: dict[int, Person] = {}
    for line in lines:
        try:
            with transaction.atomic():
                person, done = _one(line, known, tree, by)
        except PersonRefusal as refusal:
            report.refuse(line.number, line.name, refusal.sentence)
        else:
            report.counts[done] += 1
            people[line.number] = person
    report.counts["units"] = tree.made
    return people


def _known(lines: list[Line]) -> dict[str, Person]:
    """Who is there already, by origin, address and login."""
    origins = [ORIGIN + line.key for line in lines if line.key]
    names = [name for line in lines for name in (line.email, line.login) if name]
    found: dict[str, Person] = {}
    accounts = Account.objects.select_related("person__unit").filter(
        email__in=names
    ) | Account.objects.select_related("person__unit").filter(login__in=names)
    for account in accounts:
        for name in filter(None, (account.email, account.login)):
            found[fold(name)] = account.person
    for person in Person.objects.select_related("unit").filter(origin__in=origins):
        found[str(person.origin)] = person
    return found


def _one(line: Line, known: dict[str, Person], tree: Tree, by: Person | None) -> tuple[Person, str]:
    person = known.get(ORIGIN + line.key) if line.key else None
    same = [known[fold(one)] for one in (line.email, line.login) if one and fold(one) in known]
    if person is None and same:
        person = same[0]
    if any(one.pk != (person.pk if person else None) for one in same):
        raise PersonRefusal(_("This address, login or number belongs to several people here."))
    if person is None:
        return _newcomer(line, tree, by), "new"
    return person, "changed" if _brought_up_to_date(person, line, tree, by) else "same"


def _newcomer(line: Line, tree: Tree, by: Person | None) -> Person:
    if not any(sign.isalpha() for sign in line.name):
        raise PersonRefusal(_("There is no name on this line."))
    name = clean_line(line.name, 150)
    person = Person.objects.create(
        name=name,
        kind=line.kind,
        hue=hue_for(line.email or line.login or name),
        language=line.language or the_house().language,
        origin=ORIGIN + line.key if line.key else None,
        **({"joined_at": line.arrived} if line.arrived else {}),
    )
    _brought_up_to_date(person, line, tree, by)
    return person


def _brought_up_to_date(person: Person, line: Line, tree: Tree, by: Person | None) -> bool:
    """Change what differs; whether anything did. What the list does not say stays."""
    values: dict[str, object] = {one: value for one, value in line.record.items() if value}
    if line.name:
        values["name"] = line.name
    if line.path:
        values["unit"] = tree.at(line.path, by=by)
    named = bool(line.email or line.login)
    opened = named and not Account.objects.filter(person=person).exists()
    if opened:
        open_account(person, email=line.email, login=line.login)
    differs = any(getattr(person, name) != value for name, value in values.items())
    change_profile(person, values, by=by)
    said = say(person, {name: Given(value) for name, value in line.details.items()}, by=by)
    moved = bool(line.arrived and person.joined_at.date() != line.arrived.date())
    if moved and line.arrived:
        Person.objects.filter(pk=person.pk).update(joined_at=line.arrived)
    rises = bool(line.admin and not person.is_admin)
    if rises:
        promote(person, by=by)
    return differs or opened or bool(said) or moved or rises


def _dismissed(
    table: Table, people: dict[int, Person], wish: Wish, by: Person | None, report: Report
) -> None:
    """Who was on a former list and is not on this one; they leave only when it is asked."""
    if "key" not in wish.columns:
        return
    here = {person.pk for person in people.values()}
    place = list(wish.columns).index("key")
    # A line refused today is no reason to leave.
    written = {ORIGIN + row[place] for _number, row in table.rows if place < len(row)}
    absent = Person.objects.filter(active=True, origin__startswith=ORIGIN).order_by("sort_key")
    for person in absent:
        if person.pk in here or person.origin in written:
            continue
        report.absent.append(person.name)
        if wish.dismiss:
            try:
                deactivate(person, by=by)
            except PersonRefusal as refusal:
                report.remark(0, person.name, refusal.sentence)
            else:
                report.counts["gone"] += 1
