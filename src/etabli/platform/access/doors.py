"""The one door to data: nothing reaches a person except through here.

``visible_to`` is the first wall: it knows the audiences that name the person, and asks of each
other row whether everybody may read it. Row-level security is the second and holds without it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from etabli.platform.db.prepared import Slot
from etabli.platform.people.models import Person

M = TypeVar("M", bound=models.Model)

MANY = 300
"""Audiences of her own from which the database is asked, row by row, instead of told."""

AUDIENCES = """
SELECT array_to_string(ARRAY(
        SELECT audience_id FROM access_audiencemember WHERE person_id = %s), ','),
    array_to_string(ARRAY(SELECT id FROM access_audience WHERE everyone AND %s), ','),
    array_to_string(ARRAY(
        SELECT giver_id FROM access_delegation
        WHERE taker_id = %s AND active AND starts_on <= %s AND ends_on >= %s), ',')
"""


@dataclass(frozen=True)
class Mine:
    """What somebody may read, as ``within`` writes it.

    ``named``: the array of the audiences that list her, empty when there are very many; then
    ``person`` is her id. ``member``: those of the whole house are hers too. Thousands of them
    in each query would take longer to plan than to answer.
    """

    named: str
    person: int | None
    member: bool


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


def mine_of(person: Person) -> Mine:
    """The same audiences for ``within``."""
    if "_audiences" not in person.__dict__:
        _ask(person)
    known: Mine = person.__dict__["_mine"]
    return known


def _ask(person: Person) -> None:
    member = person.active and person.kind == Person.Kind.PERSON
    today = timezone.localdate()
    found = ("", "", "")
    if person.active:
        with connection.cursor() as cursor:
            cursor.execute(AUDIENCES, [person.pk, member, person.pk, today, today])
            found = cursor.fetchone()
    named, everyone, givers = (frozenset(map(int, filter(None, ids.split(",")))) for ids in found)
    many = len(named) > MANY
    person.__dict__["_audiences"] = named | everyone
    person.__dict__["_mine"] = Mine(
        array_of(() if many else named), person.pk if many else None, member
    )
    person.__dict__["_givers"] = givers


def array_of(ids: Iterable[int]) -> str:
    """Ids as an array of PostgreSQL, for ``in_array``."""
    return "{" + ",".join(map(str, ids)) + "}"


def forget_audiences(person: Person) -> None:
    """Ask again next time: something just changed what this person may see."""
    person.__dict__.pop("_audiences", None)


def within(column: str, mine: Mine | Slot) -> Q:
    """Rows whose audience is one of these.

    For a guest of some spaces this is a way into an index; for members, and in a ``Slot``, which
    may hold anybody, a condition asked of the rows that another way led to.
    """
    if isinstance(mine, Mine) and not mine.member and mine.person is None:
        return Q(**{f"{column}__in_array": mine.named})
    return Q(**{f"{column}__in_mine": mine})


def visible_to(rows: QuerySet[M], person: Person, column: str = "audience_id") -> QuerySet[M]:
    """The rows a person is in the audience of."""
    return rows.filter(within(column, mine_of(person)))


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
class InMine(models.Lookup):
    """``audience_id__in_mine=mine_of(person)``. What she is not is left out by the planner.

    ``IS TRUE`` keeps the array out of indexes. A scalar query is asked of each row, never
    gathered into a table of all that she may read: pages read few rows.
    """

    lookup_name = "in_mine"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        sql = f"""(({column} = ANY (%s::bigint[])) IS TRUE
            OR %s AND (SELECT true FROM access_audience a WHERE a.everyone AND a.id = {column})
            OR %s::bigint IS NOT NULL AND (SELECT true FROM access_audiencemember m
                WHERE m.audience_id = {column} AND m.person_id = %s::bigint))"""
        named, member, person = (self.part(name) for name in ("named", "member", "person"))
        return sql, (*params, named, *params, member, person, *params, person)

    def part(self, name: str) -> Any:
        """One thing of what somebody may read, or the slot for it."""
        return self.rhs.part(name) if isinstance(self.rhs, Slot) else getattr(self.rhs, name)


@models.ForeignKey.register_lookup
class InAllMine(InMine):
    """The same rows through an index, where few of them are of any audience of hers."""

    lookup_name = "in_all_mine"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        sql = f"""{column} = ANY (%s::bigint[]
            || ARRAY(SELECT a.id FROM access_audience a WHERE a.everyone AND %s)
            || ARRAY(SELECT m.audience_id FROM access_audiencemember m
                WHERE m.person_id = %s::bigint))"""
        return sql, (*params, *(self.part(name) for name in ("named", "member", "person")))
