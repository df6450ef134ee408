"""A discussion in a real browser: written with the editor, answered, changed, taken back."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from etabli.platform.items.models import Item
from tests.journeys.conftest import nothing_wrong

pytestmark = pytest.mark.journey


@pytest.fixture
def question(town: str) -> Item:
    return Item.objects.filter(app="questions").order_by("pk").first()


def write(page: Page, form: str, text: str) -> None:
    box = page.locator(f"{form} rich-text")
    box.click()
    expect(box.locator(".rich__text")).to_be_focused()
    page.keyboard.type(text)


def test_claire_talks_under_a_question(enter, question):
    page = enter("claire")
    with nothing_wrong(page):
        page.goto(f"/fiches/{question.uid}/")
        write(page, "#write-new", "Voyons avec @hug")
        page.get_by_role("option", name=re.compile("Hugo")).click()
        page.keyboard.type("lundi.")
        page.get_by_role("button", name="Envoyer").click()
        said = page.locator("#comments > article").last
        expect(said).to_contain_text("Voyons avec @Hugo")
        expect(said.locator("a.mention")).to_have_count(1)

        said.get_by_role("link", name=re.compile("^Réagir")).click()
        said.get_by_role("button", name="D’accord").click()
        expect(said.locator("button[aria-pressed=true]")).to_have_text(re.compile("D’accord"))

        said.get_by_role("link", name=re.compile("^Autres actions")).click()
        said.get_by_role("link", name="Modifier votre message").click()
        write(page, "#write-1", " Ou mardi.")
        page.get_by_role("button", name="Enregistrer").click()
        expect(said).to_contain_text("Ou mardi.")
        expect(said).to_contain_text("modifié")

        said.get_by_role("link", name=re.compile("^Répondre")).click()
        write(page, "#comments form.composer", "Mardi, alors.")
        said.get_by_role("button", name="Répondre").click()
        expect(said.locator("article")).to_contain_text("Mardi, alors.")

        answer = said.locator("article")
        answer.get_by_role("link", name=re.compile("^Autres actions")).click()
        answer.get_by_role("button", name="Supprimer").click()
        expect(answer).to_contain_text("Message supprimé.")
        page.locator("#toasts").get_by_role("button", name="Annuler").click()
        expect(page.locator("#comments")).to_contain_text("Mardi, alors.")


def test_what_claire_was_writing_waits_for_her_elsewhere(enter, question):
    page = enter("claire")
    page.goto(f"/fiches/{question.uid}/")
    write(page, "#write-new", "Je ne suis pas sûre que")
    expect(page.locator("#write-new [data-draft-status]")).to_have_text("Enregistré")
    phone = enter("claire", viewport={"width": 390, "height": 844})
    phone.goto("/brouillons/")
    phone.get_by_role("link", name=re.compile("Message sous")).click()
    expect(phone.locator("#write-new textarea")).to_have_value(re.compile("Je ne suis pas sûre"))


PHOTO = io.BytesIO()
Image.new("RGB", (64, 48), (20, 90, 160)).save(PHOTO, "PNG")
PASTE = """([target, bytes, name]) => {
  const held = new DataTransfer();
  held.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
  const about = { clipboardData: held, bubbles: true, cancelable: true };
  document.querySelector(target).dispatchEvent(new ClipboardEvent("paste", about));
}"""
DROP = """([target, names]) => {
  const held = new DataTransfer();
  for (const name of names) held.items.add(new File([name], name, { type: "text/plain" }));
  const place = document.querySelector(target);
  for (const kind of ["dragover", "drop"]) {
    const about = { dataTransfer: held, bubbles: true, cancelable: true };
    place.dispatchEvent(new DragEvent(kind, about));
  }
}"""


def test_what_cannot_be_taken_is_refused_before_it_leaves(enter, question, tmp_path):
    page = enter("claire")
    page.goto(f"/fiches/{question.uid}/")
    write(page, "#write-new", "Voici les pièces.")
    form = page.locator("#write-new")
    film, empty = tmp_path / "film.mp4", tmp_path / "vide.txt"
    with film.open("wb") as sparse:
        sparse.truncate(25_000_001)
    empty.touch()

    # Refused here, beside the field, before anything leaves.
    form.locator("input[type=file]").set_input_files([film, empty])
    expect(form.get_by_role("alert")).to_contain_text("film.mp4 est trop lourd")
    expect(form.get_by_role("alert")).to_contain_text("vide.txt est vide")


def test_of_claires_files_the_one_that_failed_is_sent_again(enter, question):
    page = enter("claire")
    page.goto(f"/fiches/{question.uid}/")
    form = page.locator("#write-new")
    form.locator("rich-text").click()
    # Of three dropped on the box, one does not arrive: the two others are there all the same.
    page.route(
        "**/fichiers/",
        lambda route: (
            route.abort()
            if b'filename="deux.txt"' in (route.request.post_data_buffer or b"")
            else route.continue_()
        ),
    )
    page.evaluate(DROP, ["#write-new .composer__bar", ["un.txt", "deux.txt", "trois.txt"]])
    arrived = form.locator(".shots__new input[type=hidden]")
    expect(arrived).to_have_count(2)
    failed = form.locator(".shots__new").filter(has_text="deux.txt").last
    expect(failed).to_contain_text("n’est pas parti")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    again = form.get_by_role("button", name="Réessayer : deux.txt")
    expect(again).to_be_focused()
    page.unroute("**/fichiers/")
    again.click()
    expect(arrived).to_have_count(3)


def test_claire_sends_files_with_a_message_and_loses_none(enter, question):
    page = enter("claire")
    page.goto(f"/fiches/{question.uid}/")
    form = page.locator("#write-new")
    write(page, "#write-new", "Voici les pièces.")
    page.evaluate(DROP, ["#write-new .composer__bar", ["rapport.txt"]])
    expect(form.locator(".shots__new input[type=hidden]")).not_to_have_count(0)
    before = form.locator(".shots__new, .shots__kept").count()

    # What is under way says how far it is, and can be stopped; a form sent early waits.
    held = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/fichiers/", hold)
    form.locator("input[type=file]").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"plan"}
    )
    expect(form.get_by_role("progressbar", name="Envoi de plan.txt")).to_be_visible()
    form.get_by_role("button", name="Arrêter l’envoi de plan.txt").click()
    expect(form.locator(".shots__new, .shots__kept")).to_have_count(before)
    page.evaluate(PASTE, ["#write-new .rich__text", [*PHOTO.getvalue()], "copie.png"])
    expect(form.get_by_role("progressbar", name="Envoi de copie.png")).to_be_visible()
    page.get_by_role("button", name="Envoyer", exact=True).click()
    held[-1].continue_()
    page.unroute("**/fichiers/")
    # The picture asks for its words before the message leaves.
    page.get_by_label("Description de l’image").fill("Un aplat bleu")
    page.keyboard.press("Enter")

    # Files that arrived are part of the draft: they come back with the text.
    expect(form.locator("[data-draft-status]")).to_have_text("Enregistré")
    page.reload()
    expect(page.locator("#write-new .shots__kept")).to_have_count(before)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    said = page.locator("#comments > article").last
    expect(said).to_contain_text("Voici les pièces.")
    expect(said.locator("a.piece")).to_have_count(before)
    expect(said.locator("img[alt='Un aplat bleu']")).to_be_visible()
