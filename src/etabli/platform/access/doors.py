"""The one door to data: nothing reaches a person except through here.

``visible_to`` is the first wall, and gives the planner the person's audiences as a literal
array, whose length it then knows. Row-level security is the second and holds without it.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from etabli.platform.db.prepared import Slot
from etabli.platform.people.models import Person

M = TypeVar("M", bound=models.Model)

LONG = 2_000
"""Characters of an array of some three hundred ids."""

AUDIENCES = """
SELECT audience_id, NULL::bigint FROM access_audiencemember WHERE person_id = %s
UNION ALL
SELECT id, NULL FROM access_audience WHERE everyone AND %s
UNION ALL
SELECT NULL, giver_id FROM access_delegation
WHERE taker_id = %s AND active AND starts_on <= %s AND ends_on >= %s
"""


def audiences_of(person: Person) -> frozenset[int]:
    """Ids of the audiences a person is in; asked once for each ``Person`` in memory."""
    if "_audiences" not in person.__dict__:
        _ask(person)
    known: frozenset[int] = person.__dict__["_audiences"]
    return known


def givers_of(person: Person) -> frozenset[int]:
    """Ids of those in whose place a person may decide now; asked with her audiences."""
    if "_audiences" not in person.__dict__:
        _ask(person)
    known: frozenset[int] = person.__dict__["_givers"]
    return known


def _ask(person: Person) -> None:
    member = person.active and person.kind == Person.Kind.PERSON
    today = timezone.localdate()
    rows: list[tuple[int | None, int | None]] = []
    if person.active:
        with connection.cursor() as cursor:
            cursor.execute(AUDIENCES, [person.pk, member, person.pk, today, today])
            rows = cursor.fetchall()
    person.__dict__["_audiences"] = frozenset(audience for audience, _giver in rows if audience)
    person.__dict__.pop("_audience_array", None)
    person.__dict__["_givers"] = frozenset(giver for _audience, giver in rows if giver)


def audience_array(person: Person) -> str:
    """The same ids as the array that ``within`` writes, put together once."""
    ids = audiences_of(person)  # first: what is asked again makes another array
    known: str | None = person.__dict__.get("_audience_array")
    if known is None:
        known = person.__dict__["_audience_array"] = array_of(ids)
    return known


def array_of(ids: Iterable[int]) -> str:
    """Ids as an array of PostgreSQL, for ``in_array``."""
    return "{" + ",".join(map(str, ids)) + "}"


def forget_audiences(person: Person) -> None:
    """Ask again next time: something just changed what this person may see."""
    person.__dict__.pop("_audiences", None)


def within(column: str, audiences: str | Slot) -> Q:
    """Rows whose audience is one of these, as one array instead of one placeholder each.

    A long array is no way into an index: thousands of audiences are read there one by one, to
    find most of the table. A ``Slot`` may hold a long one: it is for queries with another way in.
    """
    short = isinstance(audiences, str) and len(audiences) < LONG
    return Q(**{f"{column}__in_{'array' if short else 'audiences'}": audiences})


def visible_to(rows: QuerySet[M], person: Person, column: str = "audience_id") -> QuerySet[M]:
    """The rows a person is in the audience of."""
    return rows.filter(within(column, audience_array(person)))


def fetch(
    rows: QuerySet[M] | type[M], *, by: Person, column: str = "audience_id", **lookup: Any
) -> M:
    """One record the person may see.

    Raises Http404 alike when it does not exist and when she may not know that it does.
    """
    queryset = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    found = visible_to(queryset, by, column).filter(**lookup).first()
    if found is None:
        raise Http404
    return found


@models.ForeignKey.register_lookup
@models.Field.register_lookup
class InArray(models.Lookup):
    """``audience_id__in_array='{1,2,3}'`` → ``audience_id = ANY ('{1,2,3}'::bigint[])``."""

    lookup_name = "in_array"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY (%s::bigint[])", (*params, self.rhs)


@models.ForeignKey.register_lookup
@models.Field.register_lookup
class InAudiences(InArray):
    """The same, estimated alike, but never looked up in an index."""

    lookup_name = "in_audiences"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        sql, params = super().as_sql(compiler, connection)
        return f"({sql}) IS TRUE", params
