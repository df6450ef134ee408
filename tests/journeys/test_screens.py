"""Every screen, in both themes, both languages and both sizes, without a fault axe can see."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from etabli.platform.files.models import Reading
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space
from tests.journeys.conftest import named

RULES: dict[str, object] = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
SHAPE = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
CONTRAST: dict[str, object] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


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


@pytest.mark.parametrize(("language", "first", "then"), [("fr", 1440, 390), ("en", 390, 1440)])
def test_no_screen_has_a_fault(
    enter: Callable[..., Page], language: str, first: int, then: int
) -> None:
    """Each is opened at one width in each language, then looked at in the other one too."""
    Person.objects.filter(pk=named("claire").pk).update(language=language)
    # Without motion: colours are there at once when the theme changes.
    page = enter("claire", reduced_motion="reduce", viewport={"width": first, "height": 900})
    assert faults_in(page, screens(), first, then) == {}


def test_no_rare_screen_has_a_fault(enter: Callable[..., Page]) -> None:
    faults: dict[str, list[str]] = {}
    for who, places in rare_screens().items():
        page = enter(who, reduced_motion="reduce", viewport={"width": 1440, "height": 900})
        faults |= faults_in(page, places, 1440, 390)
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


def faults_in(page: Page, places: dict[str, str], first: int, then: int) -> dict[str, list[str]]:
    """What is wrong in each of these screens, at one width and then at another.

    Colours are looked at in the first width, in the light and in the dark: they take longest.
    """
    axe, faults = Axe(), {}
    for name, address in places.items():
        page.set_viewport_size({"width": first, "height": 900})
        answer = page.goto(address)
        # What a bar that stays on screen covers at one moment is reached by scrolling.
        page.evaluate(
            "document.querySelectorAll('.thumb').forEach(e => e.style.position = 'static')"
        )
        found = looked_at(page, axe, RULES)
        page.emulate_media(color_scheme="dark")
        found += faults_of(page, axe, CONTRAST)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": then, "height": 900})
        found += looked_at(page, axe, SHAPE)
        if not (answer and answer.ok) and name != "missing":
            found.append("is not there")
        if found:
            faults[name] = found
    return faults


def looked_at(page: Page, axe: Axe, rules: dict[str, object]) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    return faults_of(page, axe, rules) + (["scrolls sideways"] if wide else [])


def faults_of(page: Page, axe: Axe, rules: dict[str, object]) -> list[str]:
    return [one["id"] for one in axe.run(page, options=rules).response["violations"]]
