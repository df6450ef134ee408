"""Accepting an invitation: the only way in for somebody who is nobody yet."""

from dataclasses import dataclass

from django.db import connection, transaction

from etabli.lib.ids import uuid7
from etabli.lib.text import sort_key
from etabli.platform.db.identity import set_identity
from etabli.platform.events.log import Fact, emit
from etabli.platform.people.hues import hue_for
from etabli.platform.people.models import Account, Person
from etabli.platform.signin.accounts import open_account
from etabli.platform.signin.secrets import digest_of
from etabli.platform.spaces.models import Space


@dataclass(frozen=True)
class Shown:
    """What the page of an invitation may say. ``state``: open, used, revoked or expired."""

    email: str
    kind: str
    language: str
    state: str
    space_name: str
    by_name: str


def shown(secret: str) -> Shown | None:
    """The invitation of a link, for whoever holds it; None when there never was one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM signin_shown(%s)", [digest_of(secret)])
        row = cursor.fetchone()
    return Shown(*row) if row else None


def named(secret: str) -> str:
    """The name of whoever is there already and is invited by this link; '' for somebody new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT signin_named(%s)", [digest_of(secret)])
        return str(cursor.fetchone()[0])


@transaction.atomic
def accept(secret: str, *, name: str, password: str, language: str) -> Account | None:
    """Come in with an invitation: a person, her account, her place in the space. Whoever was
    brought in without an account comes in as herself, where she was.

    The rest of the transaction runs as her. None when the invitation opens nothing any more.
    Raises PersonRefusal when its address has got an account meanwhile.
    """
    invited = shown(secret)
    if invited is None:
        return None
    known = named(secret)
    person_id = _join(secret, name, invited.email, language)
    if person_id is None:
        return None
    set_identity(person_id)
    person = Person.objects.get(pk=person_id)
    account = open_account(person, email=invited.email, password=password)
    spaces = [] if known else Space.objects.filter(memberships__person=person)
    emit(Fact("person_joined", actor=person, person=person))
    for space in spaces:
        emit(Fact("joined", actor=person, space=space, person=person))
    return account


def _join(secret: str, name: str, email: str, language: str) -> int | None:
    given = [digest_of(secret), str(uuid7()), name, sort_key(name), hue_for(email), language]
    with connection.cursor() as cursor:
        cursor.execute("SELECT signin_join(%s, %s, %s, %s, %s, %s)", given)
        joined: int | None = cursor.fetchone()[0]
    return joined
