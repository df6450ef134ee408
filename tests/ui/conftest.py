"""The interface is tested alone: templates, styles and scripts, without a database."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.template.backends.jinja2 import Jinja2
from django.utils import translation
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.ui.contexts import contexts
from tests.ui.server import Stage
from tests.ui.world import TEMPLATES, UI

# A busy machine draws late: what is right is waited for longer than what Playwright allows.
expect.set_options(timeout=15_000)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def backend() -> Jinja2:
    """The Jinja2 backend as the house sets it up, with the tests' own screens."""
    return Jinja2(
        {
            "NAME": "jinja2",
            "DIRS": [UI / "templates", TEMPLATES],
            "APP_DIRS": False,
            "OPTIONS": {"environment": "etabli.ui.jinja.environment"},
        }
    )


@pytest.fixture
def french() -> Iterator[None]:
    with translation.override("fr"):
        yield


@pytest.fixture(scope="session")
def stage(backend: Jinja2) -> Iterator[Stage]:
    """The test screens, served under the house's content security policy."""
    served = Stage(backend, contexts())
    yield served
    served.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser of each file's own: its event loop must not be there for the files that follow."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser, stage: Stage) -> Iterator[Page]:
    """A page that fails the test when the browser complains, the policy included."""
    stage.forget()
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, base_url=stage.url)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    # Chromium itself reports refused answers, and transitions that another page cut short.
    fine = ("Failed to load resource", "Transition was aborted", stage.expected or "-" * 9)
    ours = [said for said in complaints if not any(part in said for part in fine)]
    assert not ours, ours


@pytest.fixture(scope="session")
def shots() -> Callable[[Page, str], Any]:
    """Keeps pictures of the screens when UI_SHOTS names a folder."""
    folder = os.environ.get("UI_SHOTS")

    def take(page: Page, name: str) -> None:
        if folder:
            whole = name.startswith(("gallery", "form"))
            page.screenshot(path=f"{folder}/{name}.png", full_page=whole)

    return take
