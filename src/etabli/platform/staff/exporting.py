"""The people of the house as a list that can be brought in again."""

import csv
from collections.abc import Iterator

from etabli.platform.engine.fields.cells import safe_cell
from etabli.platform.people.models import Account, Person, Unit
from etabli.platform.profiles.seeing import details_of_all
from etabli.platform.staff.lines import DETAILS

HEADER = ("external id", "name", "email", "login", "kind", "job", "unit", "manager",
          "organisation", "phone", "mobile", "site", "skills", "languages", "language",
          "start date")  # fmt: skip
BATCH = 500


class _Echo:
    """What csv writes in: it gives each line back."""

    def write(self, line: str) -> str:
        return line


def lines_of(reader: Person) -> Iterator[str]:
    """One line of CSV for each active person, with what ``reader`` may know of her.

    Cells that a spreadsheet would execute are kept from it.
    """
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow(HEADER)
    units = {one.pk: one for one in Unit.objects.all()}
    people = Person.objects.filter(active=True, kind__in=("person", "guest")).order_by("sort_key")
    ids = list(people.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        rows = list(people.filter(pk__in=ids[start : start + BATCH]))
        above = [one.manager_id for one in rows if one.manager_id]
        accounts = {
            one.person_id: one
            for one in Account.objects.filter(person_id__in=[*above, *(one.pk for one in rows)])
        }
        said = details_of_all(rows, by=reader)
        for one in rows:
            cells = _cells(one, accounts, units)
            cells[9:9] = [getattr(said[one.pk], name) for name in DETAILS]
            yield writer.writerow([safe_cell(cell) for cell in cells])


def _cells(one: Person, accounts: dict[int, Account], units: dict[int, Unit]) -> list[str]:
    account = accounts.get(one.pk)
    boss = accounts.get(one.manager_id or 0)
    return [
        (one.origin or "").removeprefix("list:") if (one.origin or "").startswith("list:") else "",
        one.name,
        (account.email if account else "") or "",
        (account.login if account else "") or "",
        "guest" if one.is_guest else "member",
        one.job,
        _path(one.unit_id, units),
        (boss.email or boss.login or "") if boss else "",
        one.organisation,
        one.language,
        one.joined_at.date().isoformat(),
    ]


def _path(unit_id: int | None, units: dict[int, Unit]) -> str:
    names: list[str] = []
    while unit_id is not None and unit_id in units and len(names) < 50:
        names.insert(0, units[unit_id].name)
        unit_id = units[unit_id].parent_id
    return " / ".join(names)
