"""Founding the house: its name, its first administrator, and no way to do it again."""

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


@dataclass(frozen=True)
class Answers:
    """What the wizard asked. ``password_hash``: the password itself is never kept."""

    house: str
    colour: str
    language: str
    name: str
    email: str
    password_hash: str


@transaction.atomic
def found_house(secret: str, answers: Answers) -> Account | None:
    """Set the house up and open its first account; the transaction goes on as its owner.

    None when the link opens nothing any more. Raises PersonRefusal when the address is taken.
    """
    person_id = _found(secret, answers)
    if person_id is None:
        return None
    set_identity(person_id)
    person = Person.objects.get(pk=person_id)
    account = open_account(person, email=answers.email)
    account.password = answers.password_hash
    account.save(update_fields=["password"])
    emit(Fact("house_founded", actor=person, person=person))
    return account


def _found(secret: str, answers: Answers) -> int | None:
    row = [digest_of(secret), answers.house, answers.colour, answers.language]
    row += [str(uuid7()), answers.name, sort_key(answers.name), hue_for(answers.email)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT setup_found(%s, %s, %s, %s, %s, %s, %s, %s)", row)
        founder: int | None = cursor.fetchone()[0]
    return founder
