"""The screens of people and of sign-in, in both themes, languages and sizes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from etabli.platform.house.models import House
from etabli.platform.people.models import Account, Person
from etabli.platform.setup.link import first_run_link
from etabli.platform.signin.invitations import Terms, invite
from etabli.platform.signin.links import login_link
from tests import databases
from tests import world as worlds
from tests.accessibility import faults_of, in_turn
from tests.live.serving import Served, served
from tests.ui.conftest import FLAGS
from tests.world import World

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def town() -> Iterator[World]:
    made = databases.template(
        "world",
        databases.source_mark(databases.Path(worlds.__file__).parent),
        worlds.build,
        databases.empty_template(),
    )
    with databases.fresh(made):
        yield worlds.read()


@pytest.fixture(scope="module")
def house(town: World) -> Iterator[Served]:
    with served() as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


def before_sign_in(town: World) -> dict[str, str]:
    House.objects.update(set_up_at=None)
    invite("eva@montreval.test", Terms(), by=None)
    link = first_run_link()
    account = Account.objects.get(person=town.ana)
    return {
        "sign-in": "/compte/login/",
        "ask code": "/compte/login/code/",
        "ask reset": "/compte/password/reset/",
        "closed": "/compte/inactive/",
        "link": login_link(account),
        "dead link": "/compte/lien/x/",
        "wizard": f"{link}maison/",
    }


def inside(town: World) -> dict[str, str]:
    return {
        "own": "/moi/",
        "security": "/compte/securite/",
        "address": "/compte/email/",
        "password": "/compte/password/change/",
        "people": "/personnes/",
        "nobody": "/personnes/?q=zzz",
        "person": f"/personnes/{town.ben.uid}/",
        "guest": f"/personnes/{town.guy.uid}/",
        "record": f"/personnes/{town.ben.uid}/dossier/",
        "units": "/unites/",
        "unit": f"/unites/{town.ben.unit.uid}/",
        "invitations": "/invitations/",
        "house": "/maison/",
        "import": "/maison/import/",
        "gone": "/maison/departs/",
    }


# Every pair of choices is seen; all of them together would only take longer.
@pytest.mark.parametrize("seen", [("fr", 390, "light"), ("en", 1440, "dark")])
def test_no_screen_has_a_fault(
    chromium: Browser, house: Served, town: World, seen: tuple[str, int, str]
) -> None:
    language, width, first = seen
    Person.objects.filter(pk=town.chloe.pk).update(language=language)
    context = chromium.new_context(
        base_url=f"http://127.0.0.1:{house.port}",
        locale=f"{language}-FR",
        viewport={"width": width, "height": 900},
    )
    try:
        faults = _faults(context.new_page(), before_sign_in(town), first)
        _sign_in(context, town.chloe)
        faults += _faults(context.new_page(), inside(town), first)
    finally:
        context.close()
    assert faults == []


def _faults(page: Page, screens: dict[str, str], first: str) -> list[str]:
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    page.on("console", lambda m: found.append(f"{page.url}: {m.text}") if m.type == "error" else 0)
    for name, theme in in_turn(screens, first):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        answer = page.goto(screens[name])
        assert answer is not None
        assert answer.status == 200, (name, answer.status)
        found += [f"{name}: {fault}" for fault in faults_of(page)]
    return found


def _sign_in(context: BrowserContext, person: Person) -> None:
    client = worlds.signed_in(person)
    context.add_cookies(
        [
            {"name": name, "value": morsel.value, "domain": "127.0.0.1", "path": "/"}
            for name, morsel in client.cookies.items()
        ]
    )
