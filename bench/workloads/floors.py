"""What nothing can go below on this machine, measured in the same run."""

from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.test import Client

from bench.measuring import Figure, repeat
from bench.organisation.people import READER
from bench.stage import Stage
from etabli.platform.access.doors import visible_to
from etabli.platform.home.screens import bench as home
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.site.listening import ALIVE

TIMES = 200


def floors(stage: Stage) -> Iterator[tuple[str, Figure]]:
    """A bare query, the query of a feed, a bare answer of the server, a template alone."""
    browser, seconds = next(iter(stage.readers.values())), stage.seconds
    yield "floor: bare query", repeat(_bare, TIMES, seconds)
    yield "floor: feed query alone", repeat(_feed(Person.objects.get(pk=READER)), TIMES, seconds)
    bare = repeat(lambda _n: browser.get(ALIVE).size, TIMES, seconds, stage.network)
    yield "floor: bare server", bare
    yield "floor: template of the home", repeat(_template(browser.cookies), TIMES, seconds)


def _bare(_n: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return 0


def _feed(reader: Person) -> Callable[[int], int]:
    rows = visible_to(Item.objects.filter(published=True, trashed_at=None), reader)
    return lambda _n: len(rows.order_by("-activity_at", "-pk")[:20])


def _template(cookies: dict[str, str]) -> Callable[[int], int]:
    """The home's template with what one reader's home showed, again and again."""
    kept: list[tuple[HttpRequest, str, dict[str, Any]]] = []

    def keep(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        str(request.csp_nonce)  # type: ignore[attr-defined]  # given only before the answer
        kept.append((request, template, context))
        return HttpResponse()

    client = Client(HTTP_HOST="localhost")
    client.cookies.load(cookies)
    with patch.object(home, "page", keep):
        client.get("/")
    request, template, context = kept[0]
    return lambda _n: len(loader.render_to_string(template, context, request, using="jinja2"))
