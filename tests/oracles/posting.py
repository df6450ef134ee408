"""Everything the house writes to people, as it leaves."""

import threading
from datetime import timedelta

import time_machine
from django.core import mail
from django.utils import timezone

from etabli.platform.events.worker import Worker
from etabli.platform.mail.posting import post_letters
from etabli.platform.notices.mailing import write_due_letters
from etabli.platform.people.models import Account
from tests.world import World


def work() -> None:
    """Have the worker do all there is to do."""
    worker = Worker(threading.Event())
    while worker.work():
        pass
    assert worker.trying == {}, "a listener failed"


def letters_of(world: World) -> list[tuple[str, str]]:
    """Who was written to, and all that her letter says, headers too; a week passes meanwhile."""
    work()
    accounts = Account.objects.select_related("person")
    names = {person.pk: name for name, person in world.people.items()}
    by_address = {one.email: names[one.person_id] for one in accounts}
    mail.outbox = []
    week = timezone.now() + timedelta(days=7)
    with time_machine.travel(week.replace(hour=12), tick=True):
        write_due_letters()
        post_letters()
    return [
        (
            by_address[letter.to[0]],
            "\n".join([letter.body, str(letter.alternatives), str(letter.message())]),
        )
        for letter in mail.outbox
    ]
