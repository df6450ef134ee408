"""How far the reading of an item is: by unit, never under eight people; and who is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from etabli.platform.awaited.models import Reading
from etabli.platform.engine.rights import can
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person, Unit

LEAST = 8
"""People below whom no figure is told."""
PAGE = 100

BY_UNIT = """
SELECT unit_id, count(*), count(*) FILTER (WHERE done) FROM awaited_concerned(%s) GROUP BY unit_id
"""
MISSING = """
SELECT c.person_id FROM awaited_concerned(%s) c JOIN people_person p ON p.id = c.person_id
WHERE NOT c.done AND p.sort_key LIKE %s ORDER BY p.sort_key, p.id LIMIT %s OFFSET %s
"""
APART = "SELECT awaited_not_reached(%s)"


@dataclass(frozen=True)
class Share:
    """A unit, how many are asked, how many have read. ``name`` is empty for no unit."""

    name: str
    asked: int
    done: int

    @property
    def percent(self) -> int:
        return 100 * self.done // max(self.asked, 1)


@dataclass(frozen=True)
class Progress:
    """``shares`` are told; ``hidden`` units have too few people for it.

    ``asked`` and ``done`` count everybody; 0 and 0 when they are fewer than eight in all.
    ``apart``: people named who do not see the item, and are not asked.
    """

    asked: int
    done: int
    told: bool
    shares: Sequence[Share]
    hidden: int
    apart: int

    @property
    def percent(self) -> int:
        return 100 * self.done // max(self.asked, 1)


def progress_of(item: Item, person: Person) -> Progress | None:
    """How far the reading is, for whoever watches it; None for the others, or when none was
    ever asked.
    """
    if not can(person, "watch", item) or not Reading.objects.filter(item=item).exists():
        return None
    with connection.cursor() as cursor:
        cursor.execute(BY_UNIT, [item.pk])
        rows = cursor.fetchall()
        cursor.execute(APART, [item.pk])
        apart = int(cursor.fetchone()[0])
    names = dict(Unit.objects.values_list("pk", "name"))
    shares = [Share(names.get(unit, ""), asked, done) for unit, asked, done in rows]
    asked, done = sum(one.asked for one in shares), sum(one.done for one in shares)
    told = told_apart(shares)
    return Progress(asked, done, asked >= LEAST, told, len(shares) - len(told), apart)


def told_apart(shares: Sequence[Share]) -> list[Share]:
    """The units whose figures may be told, in the order of their names.

    What is left out must not be found again by taking what is told from the whole: while the
    units left out are fewer than eight people together, the next smallest joins them.
    """
    told = sorted(shares, key=lambda one: one.asked)
    left = 0
    while told and (told[0].asked < LEAST or 0 < left < LEAST):
        left += told.pop(0).asked
    return sorted(told, key=lambda one: (not one.name, one.name))


def missing_from(item: Item, *, words: str = "", start: int = 0) -> list[Person]:
    """Those who have not said that they have read, by name, a hundred at a time.

    Empty for whoever does not watch the reading: the database answers the watchers alone.
    """
    like = f"%{words.replace('%', '').replace('_', '')}%"
    with connection.cursor() as cursor:
        cursor.execute(MISSING, [item.pk, like, PAGE, start])
        ids = [row[0] for row in cursor.fetchall()]
    known = Person.objects.select_related("unit").in_bulk(ids)
    return [known[pk] for pk in ids if pk in known]
