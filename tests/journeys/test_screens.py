"""Screens in both themes, both languages and both sizes, without a fault axe can see."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response

from etabli.platform.files.models import Reading
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space
from tests.accessibility import faults_of, in_turn
from tests.journeys.conftest import named

Seen = dict[str, list[str]]
MOST = 60_000
MOST_SENT = 25_000
REQUESTS = 12
"""Bytes of a page, of what is sent of it, and how much it may ask for before it is there."""


def screens() -> dict[str, str]:
    """The address of each screen, by name."""
    technique = f"/espaces/{Space.objects.get(origin='demo:technique').uid}/"
    closed = f"/espaces/{Space.objects.get(origin='demo:accueil').uid}/"
    leak = Item.objects.get(app="incidents", title__startswith="Fuite")
    question = Item.objects.filter(app="questions", accepted_comment__isnull=False).first()
    leave = Item.objects.filter(app="leave").first()
    return {
        "home": "/",
        "spaces": "/espaces/",
        "space": technique,
        "closed": closed,
        "board": f"{technique}incidents/",
        "table": f"{technique}tasks/vues/open/",
        **ways(technique),
        "list": f"{technique}questions/",
        "item": f"/fiches/{leak.uid}/",
        "question": f"/fiches/{question.uid}/" if question else "/",
        "leave": f"/fiches/{leave.uid}/" if leave else "/",
        "history": f"/fiches/{leak.uid}/historique/",
        **_pages(technique),
        "form": f"{technique}incidents/nouveau/",
        "edit": f"/fiches/{leak.uid}/modifier/",
        "help": f"{technique}incidents/aide/",
        "members": f"{technique}membres/",
        "settings": f"{technique}reglages/",
        "apps": f"{technique}reglages/apps/",
        "new_space": "/espaces/nouveau/",
        "people": "/personnes/",
        "faces": "/personnes/?view=faces",
        "away": "/personnes/?show=away",
        "chart": "/organigramme/",
        "own": "/moi/",
        "profile": f"/personnes/{named('karim').uid}/",
        "search": "/recherche/?q=fuite",
        "nothing": "/recherche/?q=xylophone",
        "drafts": "/brouillons/",
        "create": "/nouveau/",
        "missing": "/fiches/00000000-0000-7000-8000-000000000000/",
    }


def ways(technique: str) -> dict[str, str]:
    """The ways to look at a list, besides a board and a table."""
    return {
        "grouped": f"{technique}tasks/vues/open/?gr=assignee",
        "paper": f"{technique}tasks/imprimer/?vue=open",
        "calendar": f"{technique}tasks/vues/calendar/",
        "agenda": "/agenda/",
        "week": "/agenda/?par=semaine",
        "days": "/agenda/?par=liste",
    }


def _pages(technique: str) -> dict[str, str]:
    plan = Item.objects.get(app="wiki", title="Plan de viabilité hivernale")
    folder = Item.objects.get(app="documents", title="Conventions")
    return {
        "house_help": "/aide/",
        "tour": "/?visite=1",
        "folder": f"/fiches/{folder.uid}/",
        "drop": f"{technique}documents/depot/?sous={folder.uid}",
        "tree": f"{technique}wiki/",
        "page": f"/fiches/{plan.uid}/",
        "former": f"/fiches/{plan.uid}/historique/1/",
    }


# Every pair of choices is seen; all of them together would only take longer.
@pytest.mark.parametrize(
    ("language", "width", "first"), [("fr", 1440, "light"), ("en", 390, "dark")]
)
def test_no_screen_has_a_fault(
    enter: Callable[..., Page], language: str, width: int, first: str
) -> None:
    Person.objects.filter(pk=named("claire").pk).update(language=language)
    page = enter("claire", viewport={"width": width, "height": 900})
    assert faults_in(page, screens(), first) == {}


@pytest.mark.parametrize(("width", "first"), [(1440, "dark"), (390, "light")])
def test_no_rare_screen_has_a_fault(enter: Callable[..., Page], width: int, first: str) -> None:
    faults: Seen = {}
    for who, places in rare_screens().items():
        page = enter(who, viewport={"width": width, "height": 900})
        faults |= faults_in(page, places, first)
    assert faults == {}


def rare_screens() -> dict[str, dict[str, str]]:
    """Screens that few people open, or seldom: who opens them, and where each is."""
    leak = Item.objects.get(app="incidents", title__startswith="Fuite")
    announced = Item.objects.filter(app="announcements").order_by("pk").first()
    document = Item.objects.filter(app="documents", data__has_key="file").order_by("pk").first()
    read = Reading.objects.filter(outcome="read").order_by("pk").first()
    admin = Person.objects.filter(role=Person.Role.ADMIN).order_by("pk").first()
    assert announced and document and admin
    found = {
        "claire": {
            "notices": "/avis/",
            "rhythm": "/compte/avis/",
            "attachments": f"/fiches/{leak.uid}/pieces/",
            "delegations": "/moi/delegations/",
            "bin": "/corbeille/",
        },
        first_name(admin): {
            "house": "/maison/",
            "lists": "/maison/listes/",
            "code": f"/personnes/{named('yanis').uid}/code/",
            "departures": "/maison/departs/",
        },
    }
    found.setdefault(first_name(announced.author), {})["reading"] = (
        f"/fiches/{announced.uid}/lecture/"
    )
    found.setdefault(first_name(document.author), {})["versions"] = (
        f"/fiches/{document.uid}/versions/"
    )
    if read:
        at = f"/fichiers/{read.file.uid}/apercu"
        found.setdefault(first_name(read.file.author), {})["preview"] = at
    return found


def first_name(person: Person) -> str:
    """How ``enter`` names somebody of the town."""
    return str(person.origin).removeprefix("demo:").partition(".")[0]


def faults_in(page: Page, places: dict[str, str], first: str) -> Seen:
    """What is wrong in each of these screens, seen in the light and in the dark in turn."""
    faults: Seen = {}
    asked: list[str] = []
    page.on("request", lambda one: asked.append(f"{one.resource_type} {one.url}"))
    for name, theme in in_turn(places, first):
        page.goto("about:blank")  # what the page before still asked for is given up
        page.emulate_media(color_scheme=theme)
        asked.clear()
        answer = page.goto(places[name])
        found = burdens(answer, asked)
        # What a bar that stays on screen covers at one moment is reached by scrolling.
        page.evaluate(
            "document.querySelectorAll('.thumb').forEach(e => e.style.position = 'static')"
        )
        found += faults_of(page) + narrow_faults(page)
        if not (answer and answer.ok) and name != "missing":
            found.append("is not there")
        if found:
            faults[name] = found
    return faults


def burdens(answer: Response | None, asked: list[str]) -> list[str]:
    """What makes one wait for a page: its weight, and what it asks for before it is there.

    Pictures come as one reads, the sign of the tab after that, and the stream stays open.
    """
    body = answer.body() if answer else b""
    sent = len(gzip.compress(body, 6))
    later = ("image", "eventsource")
    needed = [one for one in set(asked) if not one.startswith(later) and "/icon." not in one]
    found = [f"weighs {len(body)} bytes, {sent} sent"] * (len(body) > MOST or sent > MOST_SENT)
    return found + [f"asks for {len(needed)}: {needed}"] * (len(needed) > REQUESTS)


def narrow_faults(page: Page) -> list[str]:
    """Nothing scrolls sideways on the narrowest screen either. Looked at from a phone's width."""
    size = page.viewport_size
    if not size or size["width"] > 390:
        return []
    page.set_viewport_size({"width": 320, "height": 640})
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.set_viewport_size(size)
    return ["scrolls sideways at 320"] * wide
