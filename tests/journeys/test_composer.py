"""A few lines published from where one is, with scripts and without."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import named


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
