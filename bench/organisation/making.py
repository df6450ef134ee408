"""From an empty network to an organisation, once; it is kept for the runs that follow."""

from collections.abc import Callable
from random import Random

from django.utils import timezone

from bench.organisation.indexing import index_all
from bench.organisation.items import Writing
from bench.organisation.people import people
from bench.organisation.sizes import SEED, Size
from bench.organisation.spaces import spaces
from etabli.platform.house.models import House
from etabli.platform.setup.models import FirstRun
from etabli.site.server import Server

Say = Callable[[str], None]

AUDIENCES = "SELECT count(access_refresh(id, NULL)) FROM access_audience"


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
        index_all(server, size)
        say("statistics")
        line.execute("VACUUM (ANALYZE)")
    _found()


def _found() -> None:
    House.objects.update(name="Banc d’essai", language="fr", set_up_at=timezone.now())
    FirstRun.objects.all().delete()
