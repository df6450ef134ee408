"""What a house does every day, walked to its end by the people it concerns."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from etabli.platform.awaited.letters import write_to_the_missing
from etabli.platform.events.models import Event
from etabli.platform.mail.models import Letter
from etabli.platform.spaces.models import Space
from tests.accessibility import faults_of
from tests.journeys.conftest import nothing_wrong

Enter = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PHOTO = Path(__file__).parents[2] / "src/etabli/kit/incidents/demo/fuite.webp"


def at(space: str) -> str:
    """The address of a space of the town."""
    return f"/espaces/{Space.objects.get(origin=f'demo:{space}').uid}/"


def sound(page: Page) -> None:
    """Nothing axe can see, and nothing wider than the screen."""
    assert faults_of(page) == []


def waiting(page: Page, words: str) -> Locator:
    """The line that waits for somebody on Mon établi."""
    page.goto("/?tout=1")
    return page.locator(".await__item", has_text=words)


def answered(line: Locator, act: str, words: str) -> None:
    """Do what waits, in place: it is said to be done, and waits no more."""
    line.get_by_role("button", name=act).click()
    expect(line.page.locator("#toasts")).to_contain_text(words)
    expect(waiting(line.page, words)).to_have_count(0)


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def choose(page: Page, label: str, words: str) -> None:
    """Pick somebody in a box that suggests as one types."""
    page.get_by_role("combobox", name=label).click()
    page.keyboard.type(words, delay=30)
    page.get_by_role("option").filter(has_text=words).first.click()


def write(page: Page, form: str, text: str) -> None:
    page.locator(f"{form} textarea").last.click()
    page.locator(f"{form} [contenteditable=true]").last.click()
    page.keyboard.type(text)


def test_leave_refused_asked_again_and_approved_by_whoever_stands_in(enter: Enter) -> None:
    bastien, claire = enter("bastien"), enter("claire")
    with nothing_wrong(bastien):
        bastien.goto(f"{at('technique')}leave/nouveau/")
        sound(bastien)
        bastien.locator("[name='period.start']").fill(day(40))
        bastien.locator("[name='period.end']").fill(day(44))
        bastien.get_by_role("button", name="Demander un congé").click()
        expect(bastien.locator("#item-head")).to_contain_text("La suite attend Claire Vasseur")
        asked = bastien.url

        waiting(claire, "Bastien").get_by_role("link", name="Refuser…").click()
        claire.get_by_role("button", name="Refuser").click()
        expect(claire.locator(".field__err")).to_be_visible()
        claire.get_by_label("Motif").fill("La chaudière est révisée cette semaine-là.")
        sound(claire)
        claire.get_by_role("button", name="Refuser").click()
        expect(claire.locator("#toasts")).to_contain_text("Bastien")
        expect(waiting(claire, "Bastien")).to_have_count(0)

        bastien.goto(asked)
        expect(bastien.locator("main")).to_contain_text("La chaudière est révisée")
        bastien.get_by_role("link", name="Demander à nouveau…").click()
        bastien.locator("[name='period.start']").fill(day(47))
        bastien.locator("[name='period.end']").fill(day(51))
        bastien.locator("main").get_by_role("button", name="Demander à nouveau").click()
        expect(bastien.locator("#item-head")).to_contain_text("À décider")

        delegate(claire, "Martine")

    martine = enter("martine")
    line = waiting(martine, "Bastien")
    expect(line).to_contain_text("par délégation de Claire Vasseur")
    sound(martine)
    answered(line, "Approuver", "Bastien")
    bastien.goto(asked)
    expect(bastien.locator("#item-head")).to_contain_text("Accordé")
    expect(bastien.locator("#history")).to_contain_text("Martine Delorme")
    expect(bastien.locator("#history")).to_contain_text("Claire Vasseur")


def delegate(page: Page, name: str) -> None:
    """Have somebody decide in one's place for some days."""
    page.goto("/moi/delegations/")
    choose(page, "Qui", name)
    page.get_by_label("Du", exact=True).fill(day(0))
    page.get_by_label("Jusqu’au").fill(day(3))
    sound(page)
    page.get_by_role("button", name="Déléguer").click()
    expect(page.locator("main")).to_contain_text("En cours")


def test_an_announcement_is_read_chased_and_counted_by_unit(enter: Enter) -> None:
    title = "Le parc de la gare ferme à 18 h"
    solene = enter("solene")
    with nothing_wrong(solene):
        notice = announced(solene, title)

    karim = enter("karim", **PHONE)
    line = waiting(karim, title)
    sound(karim)
    answered(line, "J’ai lu", title)

    solene.goto(f"{notice}lecture/")
    sound(solene)
    expect(solene.locator("main")).to_contain_text("ont lu")
    roads = solene.locator(".bars li", has_text="Voirie")
    expect(roads).to_contain_text("1 sur ")
    expect(solene.locator("main")).not_to_contain_text("Karim Haddad")
    solene.get_by_role("button", name="Relancer").click()
    expect(solene.locator("#toasts")).to_contain_text("relanc")

    # What the worker does: the house of journeys is served without it.
    write_to_the_missing(Event.objects.filter(verb="reading_chased").latest("pk"))
    chased = Letter.objects.filter(subject__contains=title).values_list("to", flat=True)
    assert "thomas.weiss@montreval.example" in chased
    assert "karim.haddad@montreval.example" not in chased

    thomas = enter("thomas")
    sound(thomas)
    answered(waiting(thomas, title), "J’ai lu", title)


def announced(page: Page, title: str) -> str:
    """The address of an announcement that has just been published."""
    page.goto(f"{at('agents')}announcements/nouveau/")
    page.get_by_label("L’annonce en une phrase").fill(title)
    page.get_by_label("Affichée jusqu’au").fill(day(7))
    write(page, "main form", "Rendez les clés au dépôt avant lundi.")
    sound(page)
    page.get_by_role("button", name="Préparer une annonce").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    address = page.url
    page.get_by_role("link", name="Publier…").click()
    page.locator("main").get_by_role("button", name="Publier").click()
    expect(page.locator("#item-head")).to_contain_text("En cours")
    return address


def test_an_incident_goes_from_a_phone_to_its_end(enter: Enter) -> None:
    title = "Plaque d’égout descellée"
    yanis = enter("yanis", **PHONE)
    with nothing_wrong(yanis):
        incident = reported(yanis, title)

    claire = enter("claire")
    waiting(claire, title).get_by_role("link", name="Planifier…").click()
    claire.get_by_label("Nature").select_option(label="Voirie et signalisation")
    choose(claire, "Responsable", "Karim")
    claire.get_by_label("Jour").fill(day(1))
    sound(claire)
    claire.locator("main").get_by_role("button", name="Planifier").click()
    expect(claire.locator("#toasts")).to_contain_text(title)

    karim = enter("karim", **PHONE)
    waiting(karim, title).get_by_role("button", name="Démarrer l’intervention").click()
    expect(karim.locator("#toasts")).to_contain_text(title)
    karim.goto(incident)
    karim.get_by_role("link", name="Fin d’intervention…").click()
    karim.get_by_label("Ce qui a été fait").fill("Plaque rescellée, mortier rapide.")
    sound(karim)
    karim.locator("main").get_by_role("button", name="Fin d’intervention").click()
    expect(karim.locator("#toasts")).to_contain_text(title)

    waiting(claire, title).get_by_role("button", name="C’est résolu").click()
    expect(claire.locator("#toasts")).to_contain_text(title)
    yanis.goto(incident)
    expect(yanis.locator("#item-head")).to_contain_text("Résolu")
    expect(yanis.locator("main")).to_contain_text("Plaque rescellée, mortier rapide.")


def reported(page: Page, title: str) -> str:
    """The address of what has just been reported, with a photo."""
    page.get_by_role("link", name="Créer").last.click()
    page.locator("main").get_by_role("link", name="Signaler un problème").click()
    if "/espaces/" not in page.url:
        page.locator("main").get_by_role("link", name="Services techniques").click()
    page.locator("input[type=file]").first.set_input_files(PHOTO)
    page.get_by_label("Que se passe-t-il ?").fill(title)
    page.get_by_label("Où ?").fill("12, rue des Forges")
    page.get_by_label("Urgent").check()
    sound(page)
    page.get_by_role("button", name="Signaler un problème").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("#item-facts img")).to_be_visible()
    sound(page)
    return page.url


def test_a_question_is_answered_and_the_answer_retained(enter: Enter) -> None:
    title = "Où est rangée la clé du local à sel ?"
    yanis = enter("yanis", **PHONE)
    yanis.goto(f"{at('technique')}questions/nouveau/")
    yanis.get_by_label("Votre question").fill(title)
    yanis.get_by_role("button", name="Poser une question").click()
    expect(yanis.locator("#item-head")).to_contain_text("Sans réponse")
    question = yanis.url

    denis = enter("denis")
    with nothing_wrong(denis):
        denis.goto(question)
        write(denis, "#write-new", "Au tableau du dépôt, crochet 7.")
        denis.get_by_role("button", name="Envoyer").click()
        expect(denis.locator(".say", has_text="crochet 7")).to_be_visible()
        expect(denis.get_by_role("button", name="Retenir cette réponse")).to_have_count(0)
        sound(denis)

    with nothing_wrong(yanis):
        waiting(yanis, title).get_by_role("link", name="Lire les réponses").click()
        yanis.get_by_role("button", name="Retenir cette réponse de Denis Fournier").click()
        expect(yanis.locator("#item-head")).to_contain_text("Réponse retenue")
        expect(yanis.locator(".say--kept").first).to_contain_text("crochet 7")
        sound(yanis)
        expect(waiting(yanis, title)).to_have_count(0)
    expect(denis.locator("#item-head")).to_contain_text("Réponse retenue")
