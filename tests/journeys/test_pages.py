"""Pages as they arrive: what they weigh, on the narrowest screen, and without scripts."""

import gzip
from collections.abc import Callable

from playwright.sync_api import Page, expect

from etabli.platform.people.models import Person
from tests.journeys.conftest import named
from tests.journeys.test_screens import screens

MOST = 60_000
MOST_SENT = 25_000
REQUESTS = 11


def test_a_page_weighs_little(enter: Callable[..., Page]) -> None:
    Person.objects.filter(pk=named("claire").pk).update(language="fr")
    page = enter("claire")
    heavy = {}
    for name, address in screens().items():
        body = page.request.get(address).body()
        sent = len(gzip.compress(body, 6))
        if len(body) > MOST or sent > MOST_SENT:
            heavy[name] = (len(body), sent)
    assert heavy == {}


def test_a_first_view_asks_for_little(enter: Callable[..., Page]) -> None:
    page = enter("claire", viewport={"width": 1440, "height": 900})
    asked: list[str] = []
    page.on("request", lambda one: asked.append(f"{one.resource_type} {one.url}"))
    heavy = {}
    for name, address in screens().items():
        page.goto("about:blank")  # what the page before still asked for is given up
        asked.clear()
        page.goto(address)
        if len(needed := needed_for(asked)) > REQUESTS:
            heavy[name] = needed
    assert heavy == {}


def needed_for(asked: list[str]) -> list[str]:
    """What a page makes one wait for, once each.

    Pictures come as one reads, the sign of the tab after that, and the stream stays open.
    """
    later = ("image", "eventsource")
    return [
        one for one in dict.fromkeys(asked) if not one.startswith(later) and "/icon." not in one
    ]


def test_nothing_scrolls_sideways_on_the_narrowest_screen(enter: Callable[..., Page]) -> None:
    page = enter("claire", viewport={"width": 320, "height": 640})
    wide = {}
    for name, address in screens().items():
        page.goto(address)
        beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if beyond > 0:
            wide[name] = beyond
    assert wide == {}


def test_a_few_lines_are_published_from_mon_etabli(enter: Callable[..., Page]) -> None:
    claire = enter("claire")
    claire.get_by_role("textbox", name="Écrire dans un espace").fill(
        "Le dépôt ferme à midi\nRetour lundi."
    )
    claire.get_by_label("Visible par").select_option(label="Services techniques, toute la maison")
    claire.get_by_role("button", name="Publier").click()
    expect(claire).to_have_url(claire.url.split("?")[0])
    post = claire.locator(".post").first
    expect(post.get_by_role("heading", name="Le dépôt ferme à midi")).to_be_visible()
    expect(post).to_contain_text("Retour lundi.")
    expect(post).to_contain_text("Services techniques")
    expect(claire.get_by_role("textbox", name="Écrire dans un espace")).to_have_value("")


def test_one_publishes_and_reads_without_scripts(enter: Callable[..., Page]) -> None:
    claire = enter("claire", java_script_enabled=False)
    claire.locator("#write-t").fill("Sans scripts")
    claire.get_by_role("button", name="Publier").click()
    claire.get_by_role("link", name="Sans scripts", exact=True).click()
    expect(claire.get_by_role("heading", name="Sans scripts", level=1)).to_be_visible()


def test_what_a_composer_cannot_take_is_refused(enter: Callable[..., Page]) -> None:
    claire = enter("claire")
    form = {"csrfmiddlewaretoken": claire.locator("[name=csrfmiddlewaretoken]").first.input_value()}
    claire.set_extra_http_headers({"Referer": claire.url})
    for sent in ({}, {"space": "x", "text": "a"}, {"space": named("karim").uid, "text": "a"}):
        answer = claire.request.post(
            "/nouveau/publications/", form=form | {k: str(v) for k, v in sent.items()}
        )
        assert answer.status == 404
