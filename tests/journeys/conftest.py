"""Journeys: the demonstration, served for real, walked in Chromium."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from etabli.platform.people.models import Person
from etabli.platform.setup import demo
from tests import databases
from tests import world as worlds
from tests.live.serving import Served, served
from tests.ui.conftest import FLAGS

KIT = Path(settings.SOURCE) / "kit"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration's database, this file's own. Its pictures are stored once for all."""
    files = databases.folder() / "files"  # where a served network looks for them
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MEDIA_ROOT", files)
        made = databases.template(
            "montreval", databases.source_mark(KIT), demo.load, databases.empty_template()
        )
        with databases.fresh(made) as name:
            yield name


@pytest.fixture(scope="module")
def house(town: str) -> Iterator[Served]:
    """The town, served."""
    with served() as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def enter(chromium: Browser, house: Served) -> Iterator[Callable[..., Page]]:
    """``enter("claire")`` is a page in which Claire is signed in, at home."""
    contexts: list[BrowserContext] = []

    def entering(first_name: str, **options: object) -> Page:
        # Without motion: a page is there at once, and its colours when the theme changes.
        context = chromium.new_context(
            base_url=f"http://127.0.0.1:{house.port}",
            locale="fr-FR",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        _sign_in(context, named(first_name), house.port)
        page = context.new_page()
        page.goto("/")
        return page

    yield entering
    for context in contexts:
        context.close()


def named(first_name: str) -> Person:
    """Somebody of the town, by the beginning of her key."""
    return Person.objects.get(origin__startswith=f"demo:{first_name}.")


def _sign_in(context: BrowserContext, person: Person, port: int) -> None:
    client = worlds.signed_in(person)
    context.add_cookies(
        [
            {"name": name, "value": morsel.value, "domain": "127.0.0.1", "path": "/"}
            for name, morsel in client.cookies.items()
        ]
    )


@contextmanager
def nothing_wrong(page: Page) -> Iterator[None]:
    """No script error, no refusal by the content security policy, while a block runs."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    yield
    assert said == []
