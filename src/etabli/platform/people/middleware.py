"""Each request runs as its person, in one transaction, under row-level security."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from etabli.platform.db.identity import acting, set_identity
from etabli.platform.db.once import done_once
from etabli.platform.db.prepared import planned
from etabli.platform.people.asking import say_who_asks
from etabli.platform.people.models import Person

Respond = Callable[[HttpRequest], HttpResponse]

READING = {"GET", "HEAD", "OPTIONS"}


class PersonMiddleware:
    """Says who asks (nobody when signed out or deactivated) and speaks her language.

    Opens the transaction, says who is asking, and undoes everything when the answer is no: an
    answer of 400 or more leaves nothing half done.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reading = request.method in READING
        account = request.user
        who = account.person_id if account.is_authenticated and account.is_active else None
        with acting(who, read_only=reading):
            person = _person(who)
            say_who_asks(request, person)
            if person is not None:
                translation.activate(person.language)
                request.LANGUAGE_CODE = person.language
            once = person is not None and not reading
            response = done_once(request, self.respond) if once else self.respond(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        # The view may have ended the session: what it answers is still hers alone.
        if person is not None and "Cache-Control" not in response:
            # Neither a proxy nor the next person at this device may find the page again.
            response["Cache-Control"] = "private, no-store"
        return response


@planned
def _active(pk: Any) -> QuerySet[Person]:
    return Person.objects.select_related("unit").filter(pk=pk, active=True)


def _person(who: int | None) -> Person | None:
    """Who is asking. Somebody deactivated is nobody, to the database too."""
    if who is None:
        return None
    for person in _active(pk=who):
        return person
    set_identity(None)
    return None
