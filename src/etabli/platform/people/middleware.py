"""Which person the signed-in account is."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from etabli.platform.db.identity import acting
from etabli.platform.people.models import Person


class PersonMiddleware:
    """Sets ``request.person`` (None when signed out or deactivated) and speaks her language."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = _person_of(request)  # type: ignore[attr-defined]
        if request.person is not None:  # type: ignore[attr-defined]
            translation.activate(request.person.language)  # type: ignore[attr-defined]
            request.LANGUAGE_CODE = request.person.language  # type: ignore[attr-defined]
        response = self.respond(request)
        if request.person is not None and "Cache-Control" not in response:  # type: ignore[attr-defined]
            # Neither a proxy nor the next person at this device may find the page again.
            response["Cache-Control"] = "private, no-store"
        return response


def _person_of(request: HttpRequest) -> Person | None:
    account = request.user
    if not account.is_authenticated or not account.is_active:
        return None
    with acting(account.person_id, read_only=True):
        return (
            Person.objects.select_related("unit").filter(pk=account.person_id, active=True).first()
        )
