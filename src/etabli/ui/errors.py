"""Error pages in the house's look: what happened, what is safe, what to do."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

from etabli.lib.disk import no_room

AWAY = 5  # seconds: the database starts again, or what was waited for is over


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """handler400: the request could not be read."""
    return _page(request, "400", 400)


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """handler403: refused. Things that one may not find answer 404 instead."""
    return _page(request, "403", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the form was open too long, or cookies are off."""
    return _page(request, "403_csrf", 403)


def page_not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """handler404: it does not exist, or the reader may not know that it does."""
    return _page(request, "404", 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """handler429: tried too often. All limits of a page are over within a minute."""
    answer = _page(request, "429", 429)
    answer["Retry-After"] = "60"
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: our fault; or the database's, which starts again: a 503; or the disk's: a 507.

    Drawn without context processors, which may have failed.
    """
    error = sys.exc_info()[1]
    if error is not None and no_room(error):
        return _bare(request, "507", 507)
    if isinstance(error, OperationalError | InterfaceError):
        answer = _bare(request, "503", 503)
        answer["Retry-After"] = str(AWAY)
        return answer
    return _bare(request, "500", 500)


def _bare(request: HttpRequest, name: str, status: int) -> HttpResponse:
    template: Any = loader.get_template(f"{name}.html", using="jinja2")
    context = {"request": request, "csrf_token": ""}
    return HttpResponse(template.template.render(context), status=status)


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    text = loader.render_to_string(f"{name}.html", {}, request, using="jinja2")
    return HttpResponse(text, status=status)
