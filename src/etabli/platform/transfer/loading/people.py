"""People that an import brings, found again by origin or by the address they sign in with."""

from collections.abc import Iterable
from functools import partial

from django.db.models.functions import Lower
from django.utils import timezone

from etabli.lib.ids import uuid7
from etabli.lib.text import fold, sort_key
from etabli.platform.house.models import the_house
from etabli.platform.people.hues import hue_for
from etabli.platform.people.models import Account, Person
from etabli.platform.transfer.loading.pieces import Known, Newcomer
from etabli.platform.transfer.loading.rows import insert_rows

COLUMNS = [
    "uid",
    "kind",
    "name",
    "sort_key",
    "role",
    "job",
    "organisation",
    "language",
    "theme",
    "hue",
    "active",
    "joined_at",
    "origin",
]
DETAIL = ["person_id", "field", "position", "value", "folded", "scope"]
HUES = [
    "bleu",
    "ardoise",
    "sarcelle",
    "sapin",
    "mousse",
    "tilleul",
    "ocre",
    "cuivre",
    "brique",
    "garance",
    "prune",
    "iris",
]


def find_people(newcomers: Iterable[Newcomer]) -> dict[str, Known]:
    """Those who are there already, by origin."""
    wanted = {one.origin: one for one in newcomers}
    people = {one.origin: one for one in Person.objects.filter(origin__in=list(wanted)).iterator()}
    by_email = _by_email(one for one in wanted.values() if one.origin not in people)
    people |= {
        one.origin: by_email[one.email.lower()]
        for one in wanted.values()
        if one.origin not in people and one.email.lower() in by_email
    }
    return {str(origin): _known(one) for origin, one in people.items()}


def bring_people(newcomers: Iterable[Newcomer]) -> tuple[dict[str, Known], int]:
    """All of them, by origin, and how many were created. Nobody is changed."""
    wanted = {one.origin: one for one in newcomers}
    found = find_people(wanted.values())
    missing = [one for origin, one in wanted.items() if origin not in found]
    row = partial(_row, language=the_house().language)
    created = insert_rows("people_person", COLUMNS, map(row, missing))
    made = find_people(missing)
    phones = ((made[one.origin].id, one.phone) for one in missing if one.phone)
    insert_rows(
        "profiles_detail",
        DETAIL,
        ([pk, "phone", 0, said, fold(said), "house"] for pk, said in phones),
    )
    return found | made, created


def _row(one: Newcomer, language: str) -> list[object]:
    # Nobody steers the house because she steered where she comes from.
    name, role, now = one.name, Person.Role.MEMBER.value, timezone.now()
    return [
        uuid7(),
        one.kind,
        name,
        sort_key(name)[:150],
        role,
        one.job,
        "",
        language,
        "",
        hue_for(name),
        one.active,
        now,
        one.origin,
    ]


def _by_email(newcomers: Iterable[Newcomer]) -> dict[str, Person]:
    emails = {one.email.lower() for one in newcomers if one.email}
    accounts = Account.objects.annotate(lowered=Lower("email")).filter(lowered__in=emails)
    return {str(one.email).lower(): one.person for one in accounts.select_related("person")}


def _known(one: Person) -> Known:
    return Known(one.pk, str(one.uid), one.name, one.kind, one.active)
