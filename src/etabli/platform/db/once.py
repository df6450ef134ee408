"""A form sent twice is done once.

Every POST may carry a key, as the field ``_key`` or the header ``Idempotency-Key``
(draft-ietf-httpapi-idempotency-key-header). The first one to commit leaves its answer;
the second gets that answer again. Two at the same time: the second waits for the first.
"""

import json
import uuid
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

KEPT_HEADERS = ("Location", "HX-Redirect", "HX-Location")


def done_once(request: HttpRequest, respond: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """Answer a writing request of somebody, or give again the answer its key already had."""
    key = _key(request)
    if key is None:
        return respond(request)
    if not _claim(request, key):
        return _answer_again(request, key)
    response = respond(request)
    if response.status_code < 400:
        _remember(request, key, response)
    return response


def _key(request: HttpRequest) -> uuid.UUID | None:
    given = request.headers.get("Idempotency-Key") or request.POST.get("_key", "")
    try:
        return uuid.UUID(str(given))
    except ValueError:
        return None


def _claim(request: HttpRequest, key: uuid.UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO db_submission (person_id, key, path, at, status, answer) "
            "VALUES (etabli_me(), %s, %s, now(), 0, '{}') ON CONFLICT DO NOTHING",
            [key, request.path[:500]],
        )
        return bool(cursor.rowcount == 1)


def _remember(request: HttpRequest, key: uuid.UUID, response: HttpResponse) -> None:
    kept = {name: response[name] for name in KEPT_HEADERS if name in response}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE db_submission SET status = %s, answer = jsonb_object(%s::text[], %s::text[]) "
            "WHERE person_id = etabli_me() AND key = %s",
            [response.status_code, list(kept), list(kept.values()), key],
        )


def _answer_again(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT path, status, answer FROM db_submission "
            "WHERE person_id = etabli_me() AND key = %s",
            [key],
        )
        path, status, kept = cursor.fetchone()
    if path != request.path[:500]:
        return HttpResponse(status=409)
    headers = json.loads(kept)
    # A part of a page was answered the first time, and is there: it must not be emptied.
    return HttpResponse(status=status if headers else 204, headers=headers)
