"""Each request runs as its person, in one transaction, under row-level security."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from etabli.platform.db.identity import acting
from etabli.platform.db.once import done_once

Respond = Callable[[HttpRequest], HttpResponse]

READING = {"GET", "HEAD", "OPTIONS"}


class IdentityMiddleware:
    """Opens the transaction, says who is asking, and undoes everything when the answer is no.

    Stands after whatever sets ``request.person``. An answer of 400 or more leaves nothing
    half done: the transaction is rolled back.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reading = request.method in READING
        with acting(request.person, read_only=reading):  # type: ignore[attr-defined]
            response = self.respond(request) if reading else done_once(request, self.respond)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        return response
