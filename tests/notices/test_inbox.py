"""The page of notices: read or not, silenced, and the place they open."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from etabli.platform.items.models import Follow
from etabli.platform.notices.models import Notice
from etabli.platform.notices.telling import forget
from tests.items.talk import said

HTMX = {"HX-Request": "true", "HX-Target": "div#notices"}


@pytest.fixture
def question(world, browse, work):
    made = world.make("questions", world.roads, world.ana, title="Quel sable ?")
    said(browse(world.ana), made, "Avec @Dan Weiss ?")
    return made


def bell(browser):
    return browser.get("/avis/cloche/").content.decode()


def test_opening_leads_to_the_message_and_reads_what_one_was_told(world, browse, told, question):
    dan, comment = browse(world.dan), question.comments.get()
    assert f'href="/commentaires/{comment.uid}/"' in told(world.dan)
    page = dan.get(f"/fiches/{question.uid}/").content.decode()
    seen = re.search(r'data-seen-url="([^"]+)" data-seen-now', page).group(1)
    assert dan.post(seen, headers={"HX-Request": "true"}).status_code == 204
    assert "rien de nouveau" in bell(dan)
    assert "data-seen-now" not in dan.get(f"/fiches/{question.uid}/").content.decode()
    assert f'href="/fiches/{question.uid}/"' in told(world.dan), "all is read: the item itself"


def test_read_and_not_read_again(world, browse, told, question):
    dan, path = browse(world.dan), f"/avis/fiches/{question.uid}/lecture/"
    told(world.dan)
    page = dan.post(path, headers=HTMX, follow=True).content.decode()
    assert "told__one--new" not in page and "rien de nouveau" in bell(dan)
    dan.post(path, {"off": "1"})
    assert "1 pour vous" in bell(dan)
    assert "Quel sable" in told(world.dan, voir="unread")
    assert "Quel sable" in told(world.dan, voir="you")


def test_all_is_read_up_to_what_the_page_showed(world, browse, told, question):
    dan = browse(world.dan)
    until = re.search(r'name="until" value="([^"]+)"', told(world.dan)).group(1)
    said(browse(world.ben), question, "Et encore, @Dan Weiss")
    told(world.dan)
    dan.post("/avis/lecture/", {"until": until.replace("&#43;", "+")})
    assert "1 pour vous" in bell(dan), "what came since stays new"
    dan.post("/avis/lecture/", {"until": "hier"})
    assert "rien de nouveau" in bell(dan)


def test_silence_and_undo(world, browse, told, work, question):
    dan, path = browse(world.dan), f"/avis/fiches/{question.uid}/"
    told(world.dan)
    answer = dan.post(f"{path}silence/", follow=True).content.decode()
    undo = f"{path}ecoute/?avant=suivi"
    assert "Vous n’entendrez plus parler de" in answer and undo in answer
    said(browse(world.ben), question, "Et encore, @Dan Weiss")
    assert "rien de nouveau" in (told(world.dan), bell(dan))[1]
    dan.post(undo)
    assert Follow.objects.get(person=world.dan).muted is False
    said(browse(world.ben), question, "Et encore, @Dan Weiss")
    work()
    assert "1 pour vous" in bell(dan)


def test_nobody_reads_or_silences_for_others_nor_what_she_does_not_see(world, browse, work):
    secret = world.make("tasks", world.council, world.ana, title="Budget")
    said(browse(world.ana), secret, "Avec @Ben Roy")
    work()
    dan = browse(world.dan)
    for act in ("lecture", "silence", "ecoute"):
        assert dan.post(f"/avis/fiches/{secret.uid}/{act}/").status_code == 404
    assert dan.post(f"/avis/espaces/{world.vault.uid}/lecture/").status_code == 404
    browse(world.ana).post("/avis/lecture/")
    assert Notice.objects.get(person=world.ben, reason="mention").read_at is None


def test_pages_follow_one_another_to_the_end(world, browse, told, work):
    for number in range(35):
        task = world.make("tasks", world.roads, world.ana, title=f"Tâche {number:02}")
        said(browse(world.ana), task, "@Ben Roy")
    first = told(world.ben)
    assert first.count("data-notice") == 30
    mark = re.search(r"avant=([^\"&]+)", first).group(1).replace("%2B", "+").replace("%3A", ":")
    second = told(world.ben, avant=mark)
    titles = re.findall(r"Tâche \d\d</a>", first) + re.findall(r"Tâche \d\d</a>", second)
    assert len(titles) == len(set(titles)) == 35
    assert "C’est tout." in second
    assert told(world.ben, avant="n’importe~quoi").count("data-notice") == 30


def test_notices_of_long_ago_go(world, told, question):
    told(world.dan)
    Notice.objects.update(at=timezone.now() - timedelta(days=200))
    assert forget() > 0
    assert not Notice.objects.exists()


def test_the_count_costs_one_query_and_the_page_a_few(world, browse, told, question):
    told(world.dan)
    dan = browse(world.dan)
    with CaptureQueriesContext(connection) as asked:
        dan.get("/avis/cloche/")
    assert len([q for q in asked if "notices_notice" in q["sql"]]) == 1
    with CaptureQueriesContext(connection) as asked:
        dan.get("/avis/")
    assert len([q for q in asked if "notices_notice" in q["sql"]]) <= 4
