"""What one types is not lost: not by an error, a silent server, nor a sign-out."""

from playwright.sync_api import Page, expect

from tests.ui.server import Stage

TEXT = "D’accord pour ouvrir, arrêté signé."


def write(tab: Page, text: str = TEXT) -> None:
    tab.locator("#rep-t").fill(text)


def test_a_draft_is_saved_as_one_types(tab: Page, stage: Stage) -> None:
    tab.goto("/item/")
    write(tab)
    expect(tab.locator("#rep [data-draft-status]")).to_have_text("Enregistré")
    assert stage.sent("/brouillons/comment-418/")[-1] == {"body": [TEXT]}


def test_a_draft_says_when_it_is_only_kept_here(tab: Page, stage: Stage) -> None:
    tab.goto("/item/")
    tab.route("**/brouillons/**", lambda route: route.abort())
    write(tab)
    expect(tab.locator("#rep [data-draft-status]")).to_have_text("Gardé sur l’appareil")


def test_a_draft_comes_back_after_leaving_the_page(tab: Page) -> None:
    tab.goto("/item/")
    write(tab)
    tab.goto("/home/")
    tab.goto("/item/")
    expect(tab.locator("#rep-t")).to_have_value(TEXT)
    expect(tab.locator("#rep [data-draft-status]")).to_contain_text("le voici")
    tab.get_by_role("button", name="Effacer ce brouillon").click()
    expect(tab.locator("#rep-t")).to_have_value("")
    tab.reload()
    expect(tab.locator("#rep-t")).to_have_value("")


def test_a_draft_goes_when_it_was_sent(tab: Page, stage: Stage) -> None:
    stage.answers["/fiche/commentaires/"] = lambda body: (303, {"Location": "/item/"}, "")
    tab.goto("/item/")
    write(tab)
    tab.get_by_role("button", name="Envoyer").click()
    tab.wait_for_load_state()
    expect(tab.locator("#rep-t")).to_have_value("")


def test_a_draft_comes_back_after_an_error_page(tab: Page, stage: Stage) -> None:
    stage.answers["/fiche/commentaires/"] = lambda body: (500, {}, stage.draw("500", {}))
    tab.goto("/item/")
    write(tab)
    tab.get_by_role("button", name="Envoyer").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("cassé de notre côté")
    tab.goto("/item/")
    expect(tab.locator("#rep-t")).to_have_value(TEXT)


def test_a_draft_comes_back_after_an_expired_session(tab: Page, stage: Stage) -> None:
    stage.answers["/fiche/commentaires/"] = lambda body: (303, {"Location": "/signin/"}, "")
    tab.goto("/item/")
    write(tab)
    tab.get_by_role("button", name="Envoyer").click()
    tab.wait_for_url("**/signin/")
    tab.goto("/item/")
    expect(tab.locator("#rep-t")).to_have_value(TEXT)


def test_a_draft_does_not_outlive_a_sign_out(tab: Page) -> None:
    tab.goto("/item/")
    write(tab)
    tab.get_by_label("CV, votre compte").click()
    tab.get_by_role("button", name="Se déconnecter").click()
    tab.wait_for_timeout(200)
    tab.goto("/item/")
    expect(tab.locator("#rep-t")).to_have_value("")


def test_nobody_finds_the_draft_of_another(tab: Page) -> None:
    tab.goto("/item/")
    write(tab)
    tab.wait_for_function("sessionStorage.getItem('draft:comment-418')")
    tab.goto("/signin/")
    tab.evaluate(
        "k => { const d = JSON.parse(sessionStorage.getItem(k)); d.owner = '/personnes/autre/';"
        "sessionStorage.setItem(k, JSON.stringify(d)); }",
        "draft:comment-418",
    )
    tab.goto("/item/")
    expect(tab.locator("#rep-t")).to_have_value("")


def test_every_kind_of_field_comes_back_but_secrets_and_files(tab: Page) -> None:
    tab.goto("/form/")
    tab.get_by_label("Lieu").fill("Rue Haute")
    tab.get_by_label("Type").select_option("unpaid")
    tab.get_by_label("Motif").fill("Voyage")
    tab.get_by_label("Urgent").check()
    tab.get_by_label("Prévenir", exact=True).check()
    tab.goto("/home/")
    tab.goto("/form/")
    expect(tab.get_by_label("Lieu")).to_have_value("Rue Haute")
    expect(tab.get_by_label("Motif")).to_have_value("Voyage")
    expect(tab.get_by_label("Urgent")).to_be_checked()
    expect(tab.get_by_label("Prévenir", exact=True)).to_be_checked()
