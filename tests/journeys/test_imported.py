"""Claire in a network where a past was brought in: she finds it, answers, makes work of it."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from etabli.platform.transfer.messages.running import import_messages
from tests.accessibility import faults_of
from tests.journeys.conftest import nothing_wrong
from tests.live.serving import Served
from tests.transfer.archives import message, written
from tests.transfer.samples import REAL_SLACK
from tests.transfer.takeouts import imported

Enter = Callable[..., Page]

ASKED = "<p>Le vantail de la <em>glissière</em> frotte encore au sol.</p>"


def small_archive(path: Path) -> Path:
    """A topic with three hundred answers, one of them about something else."""
    lines = [message(number, topic="Le portail") for number in range(1, 302)]
    lines[40]["html"] = ASKED
    return written(path, lines)


@pytest.fixture(scope="module")
def past(house: Served, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the archives hold, brought into the town while it is served."""
    path = small_archive(tmp_path_factory.mktemp("past") / "x.jsonl.gz")
    import_messages(path, source="essai", progress=lambda done, total: None)
    for export in REAL_SLACK:
        imported(export)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param("glissière", "Le portail", id="messages"),
        pytest.param(
            "setup.py installed to a standard place",
            "Created an issue for a setup.py",
            id="slack",
            marks=pytest.mark.skipif(not REAL_SLACK, reason="the real exports are elsewhere"),
        ),
    ],
)
def test_what_was_said_elsewhere_is_found_answered_and_made_work_of(
    past: None, enter: Enter, words: str, title: str
) -> None:
    task = f"Donner suite : {title}"
    claire = enter("claire")
    claire.goto("/recherche/?" + urlencode({"q": words}))
    with nothing_wrong(claire):
        claire.locator(".hit a").first.click()
        expect(claire.get_by_role("heading", level=1)).to_contain_text(title)
        assert faults_of(claire) == []
        join_its_space(claire)
        said = answer(claire, "Karim, il faut s’en occuper cette semaine.")
        said.locator("a[href*='/actions/']").last.click()
        turning = claire.locator("a[href*='/tasks/nouveau/?depuis=']").last
        claire.goto(str(turning.get_attribute("href")))
        claire.get_by_label("Ce qu’il faut faire").fill(task)
        give_to(claire, "Karim")
        claire.get_by_role("button", name="Ajouter une tâche").click()
        expect(claire.get_by_role("heading", level=1)).to_have_text(task)

    karim = enter("karim")
    karim.goto("/?tout=1&voir=do")
    line = karim.locator(".await__item", has_text=task)
    expect(line).to_be_visible()
    line.get_by_role("button", name="C’est fait").click()
    expect(karim.locator(".await__item", has_text=task)).to_have_count(0)


def join_its_space(page: Page) -> None:
    """Become a member of the space of what is open, and come back to it."""
    address = page.url
    page.locator("main a[href^='/espaces/']").first.click()
    joining = page.get_by_role("button", name="Rejoindre")
    joining.first.click()
    expect(joining).to_have_count(0)
    page.goto(address)


def answer(page: Page, words: str) -> Locator:
    """Write under what is open, and find it there."""
    writing = page.locator("form.composer").last
    writing.locator("textarea").click()
    writing.locator("[contenteditable=true]").click()
    page.keyboard.type(words)
    writing.get_by_role("button", name="Envoyer").click()
    said = page.locator(".say", has_text=words).last
    expect(said).to_be_visible()
    return said


def give_to(page: Page, name: str) -> None:
    """Pick somebody in a box that suggests as one types."""
    page.get_by_role("combobox", name="Confiée à").click()
    page.keyboard.type(name, delay=30)
    page.get_by_role("option").filter(has_text=name).first.click()
