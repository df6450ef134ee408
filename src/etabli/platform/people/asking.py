"""Who asks for a page: said once by the middleware, read here by everybody else."""

from typing import cast

from django.http import HttpRequest

from etabli.platform.people.models import Person


class Asked(HttpRequest):
    """A request of which it is known who sent it."""

    person: Person | None


def say_who_asks(request: HttpRequest, person: Person | None) -> None:
    """Note who sent a request; None is somebody signed out, or deactivated."""
    cast("Asked", request).person = person


def asker_of(request: HttpRequest | None) -> Person | None:
    """Who asks, if anybody: for pages open to anyone, errors, and mail sent beside a request."""
    person: Person | None = getattr(request, "person", None)
    return person


def person_of(request: HttpRequest) -> Person:
    """Who asks, on a page whose policy wants somebody signed in.

    Raises LookupError when nobody does: the view's policy lets anyone in, and must not.
    """
    person = asker_of(request)
    if person is None:
        raise LookupError("Nobody signed in asks for this page.")
    return person
