"""The main job: find, read, answer, and turn an answer into work that waits for somebody."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import nothing_wrong

Enter = Callable[..., Page]


def test_a_search_becomes_an_answer_and_the_answer_becomes_a_task(enter: Enter) -> None:
    claire = enter("claire")
    with nothing_wrong(claire):
        claire.keyboard.press("/")
        claire.keyboard.type("poutres", delay=30)
        claire.get_by_role("option").filter(has_text="poutres").first.click()
        expect(claire.get_by_role("heading", level=1)).to_contain_text("poutres")

        writing = claire.locator("form.composer").last
        writing.locator("textarea").click()
        writing.locator("[contenteditable=true]").click()
        claire.keyboard.type("Karim, il faut poser les panneaux la veille.")
        writing.get_by_role("button", name="Envoyer").click()
        said = claire.locator(".say", has_text="poser les panneaux la veille").last
        expect(said).to_be_visible()

        said.locator("a[href*='/actions/']").last.click()
        # The message may be drawn again meanwhile, as on any screen that is live.
        turning = claire.locator("a[href*='/tasks/nouveau/?depuis=']").last
        claire.goto(str(turning.get_attribute("href")))
        claire.get_by_label("Ce qu’il faut faire").fill("Poser les panneaux la veille")
        _choose(claire, "Confiée à", "Karim")
        claire.get_by_role("button", name="Ajouter une tâche").click()
        expect(claire.get_by_role("heading", level=1)).to_have_text("Poser les panneaux la veille")

    karim = enter("karim")
    karim.goto("/?tout=1&voir=do")
    line = karim.locator(".await__item", has_text="Poser les panneaux la veille")
    expect(line).to_be_visible()
    line.get_by_role("button", name="C’est fait").click()
    expect(karim.locator(".await__item", has_text="Poser les panneaux la veille")).to_have_count(0)


def test_leave_is_refused_with_a_reason_that_its_author_reads(enter: Enter) -> None:
    claire = enter("claire")
    line = claire.locator(".await__item", has_text="Thomas Weiss").first
    line.get_by_role("link", name="Refuser…").click()
    claire.get_by_role("button", name="Refuser").click()
    expect(claire.locator(".field__err")).to_be_visible()
    claire.get_by_label("Motif").fill("Deux absents déjà cette semaine-là.")
    claire.get_by_role("button", name="Refuser").click()
    expect(claire.locator(".await__item", has_text="Thomas Weiss, du")).to_have_count(0)

    thomas = enter("thomas")
    thomas.goto("/recherche/?q=Weiss")
    thomas.locator("main a[href^='/fiches/']").first.click()
    expect(thomas.locator("main")).to_contain_text("Deux absents déjà cette semaine-là.")


def test_a_ticket_moves_by_keyboard_and_the_other_screen_follows(enter: Enter) -> None:
    karim, thomas = enter("karim"), enter("thomas")
    for page in (karim, thomas):
        page.goto("/espaces/")
        page.locator("main").get_by_role("link", name="Services techniques").click()
        page.get_by_role("link", name="Tâches").first.click()
    card = karim.locator(".ticket", has_text="Contrôler les deux saleuses")
    card.locator("summary").click()
    card.get_by_role("button", name="C’est fait").click()
    done = karim.locator("[data-lane='done'] .ticket", has_text="Contrôler les deux saleuses")
    expect(done).to_be_visible()
    expect(
        thomas.locator("[data-lane='done'] .ticket", has_text="Contrôler les deux saleuses")
    ).to_be_visible(timeout=5000)


def _choose(page: Page, label: str, words: str) -> None:
    """Pick somebody in a box that suggests as one types."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    page.keyboard.type(words, delay=30)
    page.get_by_role("option").filter(has_text=words).first.click()
