"""From an empty network to an organisation, once; it is kept for the runs that follow."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

from django.db import connection
from django.utils import timezone

from bench.organisation.items import Writing
from bench.organisation.people import people
from bench.organisation.sizes import SEED, Size
from bench.organisation.spaces import spaces
from etabli.platform.house.models import House
from etabli.platform.setup.models import FirstRun
from etabli.site.server import Server

Say = Callable[[str], None]

# The words of an item, as the program would have found them in its fields.
ITEMS = """
SELECT search_put_items(array_agg(i.id), array_agg(i.title), array_agg(coalesce(
    i.data #>> '{body,content,0,content,0,text}', i.data #>> '{details,content,0,content,0,text}',
    i.data ->> 'details', '')))
FROM items_item i WHERE i.id BETWEEN %s AND %s
"""
COMMENTS = "SELECT search_put_comments(%s, %s)"
STEP = 5_000
AUDIENCES = "SELECT count(access_refresh(id, NULL)) FROM access_audience"
NUMBER_OF_AUDIENCES = "SELECT count(*) FROM access_audiencemember WHERE person_id = %s"


def make(server: Server, size: Size, say: Say) -> None:
    """Fill an empty network."""
    chance = Random(SEED)
    with server.admin(server.name) as line:
        people(line, size, chance)
        members = spaces(line, size, chance)
        say(f"{size.people} people, {size.spaces} spaces")
        for done in Writing(line, size, members, chance).run():
            say(f"{done} items of {size.items}")
        say("audiences")
        line.execute(AUDIENCES)
        say("search")
        _index(server, size)
        say("statistics")
        line.execute("VACUUM (ANALYZE)")
    _found()


def audiences_of(person: int) -> int:
    """How many audiences list a person, those of the whole house left out."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBER_OF_AUDIENCES, [person])
        return int(cursor.fetchone()[0])


def _found() -> None:
    House.objects.update(name="Banc d’essai", language="fr", set_up_at=timezone.now())
    FirstRun.objects.all().delete()


def _index(server: Server, size: Size) -> None:
    with server.connect("etabli_sys") as line:
        line.execute("SELECT search_put_spaces(NULL), search_put_people(NULL)")
    work = [(ITEMS, size.items), (COMMENTS, size.comments)]
    ranges = [
        (statement, start, start + STEP - 1)
        for statement, count in work
        for start in range(1, count + 1, STEP)
    ]
    with ThreadPoolExecutor(2) as threads:
        for _done in threads.map(
            lambda part: _put(server, list(part)), (ranges[::2], ranges[1::2])
        ):
            pass


def _put(server: Server, ranges: list[tuple[str, int, int]]) -> None:
    with server.connect("etabli_sys") as line:
        for statement, first, last in ranges:
            line.execute(statement, [first, last])
