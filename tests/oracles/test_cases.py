"""Cases of abuse that concern every address, each under its number."""

import re

import pytest
from django.test import Client

from etabli.lib.ids import uuid7
from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Comment, Item
from tests.oracles.addresses import routes
from tests.oracles.sweeping import answer_text
from tests.oracles.test_twins import DRAWN
from tests.world import World

STARTS = ("fiches/<>/", "commentaires/<>/", "espaces/<>/", "fichiers/<>/")


@pytest.mark.parametrize("person", ["dan", "guy"])
def test_a1_what_one_may_not_find_is_what_does_not_exist(world: World, browse, person: str) -> None:
    """Read or write, each address of a thing answers as for a uid that nothing has."""
    item = world.make("tasks", world.vault, world.ana, title="Secret")
    with acting(world.ana):
        comment(Item.objects.get(pk=item.pk), from_markdown("Secret"), by=world.ana)
    uids = {"fiches": item.uid, "commentaires": Comment.objects.get().uid,
            "espaces": world.vault.uid, "fichiers": uuid7()}  # fmt: skip
    browser, asked = browse(world.people[person]), 0
    for start in STARTS:
        for route in routes(start):
            hidden, nothing = str(uids[start.split("/")[0]]), str(uuid7())
            for method in ("get", "post"):
                send = getattr(browser, method)
                answers = [
                    DRAWN.sub("", answer_text(send(route.replace("<>", uid)))).replace(uid, "")
                    for uid in (hidden, nothing)
                ]
                assert answers[0] == answers[1], (method, route)
                asked += 1
    assert asked > 40


def test_c6_nobody_keeps_the_pages_of_somebody(world: World, browse) -> None:
    """Neither a page, nor the same with an ending that caches like; HEAD says what GET says."""
    item = world.make("tasks", world.roads, world.ana, title="Plan")
    ana = browse(world.ana)
    for path in ("/", f"/fiches/{item.uid}/", "/moi/", "/recherche/?q=plan", "/avis/"):
        answer = ana.get(path)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"], path
        assert ana.head(path).headers.get("Cache-Control") == answer["Cache-Control"]
    for path in (f"/fiches/{item.uid}/x.css", "/moi/photo.png", "/avis.css", "/recherche/a.js"):
        answer = ana.get(path)
        assert answer.status_code == 404 and "Plan" not in answer.content.decode(), path


def test_c8_methods_nobody_uses_do_nothing(world: World, browse) -> None:
    item = world.make("tasks", world.roads, world.ana, title="Plan")
    ana, path = browse(world.ana), f"/fiches/{item.uid}/corbeille/"
    assert ana.generic("TRACE", path, HTTP_X_TEST="told").status_code == 405
    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        ana.get(f"{path}?_method=POST", headers={header: "POST"})
    item.refresh_from_db()
    assert not item.trashed


@pytest.mark.parametrize("person", ["nobody", "guy", "ana"])
def test_f14_errors_say_nothing_of_the_machine(world: World, browse, person: str) -> None:
    browser = Client() if person == "nobody" else browse(world.people[person])
    for path in ("/.git/config", "/.env", "/admin/", "/debug/", "/static/../etabli.toml", "/%00",
                 "/fiches/x/", "/__debug__/", "/metrics", "/server-status"):  # fmt: skip
        answer = browser.get(path)
        text = answer_text(answer)
        assert answer.status_code in (302, 400, 404), path
        assert not re.search(r"Traceback|urlpatterns|/src/etabli|Python/|Django", text), path
        assert "Server" not in answer.headers and "X-Powered-By" not in answer.headers
