"""The first run: a house founded once, from a link that then opens nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from etabli.platform.house.models import House, the_house
from etabli.platform.items.models import Item
from etabli.platform.people.models import Account, Person
from etabli.platform.setup.demo import DemonstrationKept, reset, reset_when_wanted
from etabli.platform.setup.link import first_run_link
from etabli.platform.setup.models import Demonstration, FirstRun
from etabli.platform.signin.models import Invitation
from etabli.platform.spaces.models import Space
from tests.world import World, signed_in

HOUSE = {"house": "Mairie de Vaux", "colour": "#9e2a3c", "language": "fr"}
PERSON = {
    "name": "Zoé Martin",
    "email": "Zoe@Vaux.test",
    "password": "une longue phrase de passe",
}


def through(browser: Client, link: str, beginning: str = "empty") -> str:
    """Answer every step; where one lands."""
    assert browser.get(link)["Location"] == f"{link}maison/"
    assert browser.get(f"{link}maison/").status_code == 200
    assert browser.post(f"{link}maison/", HOUSE)["Location"] == f"{link}personne/"
    assert browser.get(f"{link}personne/").status_code == 200
    assert browser.post(f"{link}personne/", PERSON)["Location"] == f"{link}depart/"
    assert browser.get(f"{link}depart/").status_code == 200
    answer = browser.post(f"{link}depart/", {"beginning": beginning})
    assert answer.status_code == 302, answer.content.decode()[-1500:]
    return str(answer["Location"])


def test_the_first_administrator_founds_the_house_and_is_in_it(database: str) -> None:
    browser = Client()
    assert through(browser, first_run_link()) == "/"
    house = the_house()
    assert (house.name, house.colour, house.language) == ("Mairie de Vaux", "#9e2a3c", "fr")
    zoe = Person.objects.get()
    assert (zoe.name, zoe.role, zoe.kind) == ("Zoé Martin", "admin", "person")
    assert browser.get("/maison/").status_code == 200
    again = Client()
    again.post("/compte/login/", {"login": "zoe@vaux.test", "password": PERSON["password"]})
    assert again.get("/moi/").status_code == 200
    assert "Mairie de Vaux" in Client().get("/compte/login/").content.decode()


def test_d12_once_is_enough(database: str) -> None:
    other, link = first_run_link(), first_run_link()
    through(Client(), link)
    for dead in (link, other):
        for path in (dead, f"{dead}maison/", f"{dead}personne/", f"{dead}depart/"):
            assert Client().get(path).status_code == 404
            assert Client().post(path, HOUSE | PERSON | {"beginning": "empty"}).status_code == 404
    assert first_run_link() == ""
    assert not FirstRun.objects.exists()
    assert Person.objects.count() == 1


def test_d12_two_at_the_same_time_found_one_house(database: str) -> None:
    link = first_run_link()
    one, two = Client(), Client()
    one.post(f"{link}maison/", HOUSE)
    one.post(f"{link}personne/", PERSON)
    assert two.get(f"{link}depart/").status_code == 200
    assert one.post(f"{link}depart/", {"beginning": "empty"}).status_code == 302
    assert two.post(f"{link}depart/", {"beginning": "empty"}).status_code == 404
    assert Person.objects.count() == 1


def test_d12_there_is_no_default_account_and_no_made_up_link(database: str) -> None:
    assert not Account.objects.exists()
    first_run_link()
    for secret in ("x", "None", "0", "a" * 43, "..", "%2e%2e"):
        assert Client().get(f"/installation/{secret}/").status_code == 404
        assert Client().get(f"/installation/{secret}/maison/").status_code == 404


def test_a_link_left_a_week_opens_nothing(database: str) -> None:
    link = first_run_link()
    FirstRun.objects.update(made_at=timezone.now() - timedelta(days=8))
    assert Client().get(link).status_code == 404
    assert Client().get(first_run_link()).status_code == 302


def test_answers_survive_errors_closing_and_a_new_link(database: str) -> None:
    link = first_run_link()
    first = Client()
    wrong = first.post(f"{link}maison/", HOUSE | {"colour": "rouge"})
    assert wrong.status_code == 422
    assert "Mairie de Vaux" in wrong.content.decode()
    first.post(f"{link}maison/", HOUSE)
    assert first.post(f"{link}depart/", {"beginning": "empty"})["Location"] == f"{link}personne/"

    restarted = first_run_link()
    second = Client()
    assert second.get(restarted)["Location"] == f"{restarted}personne/"
    wrong = second.post(f"{restarted}personne/", PERSON | {"password": "bref-42"})
    assert wrong.status_code == 422
    assert "Zoé Martin" in wrong.content.decode()
    assert "bref-42" not in wrong.content.decode()
    second.post(f"{restarted}personne/", PERSON)
    second.post(f"{restarted}personne/", PERSON | {"name": "Zoé M.", "password": ""})
    assert second.post(f"{restarted}depart/", {"beginning": "rien"}).status_code == 422
    assert second.post(f"{restarted}depart/", {"beginning": "empty"}).status_code == 302
    assert Person.objects.get().name == "Zoé M."


def test_the_password_waits_hashed(database: str) -> None:
    link = first_run_link()
    browser = Client()
    browser.post(f"{link}maison/", HOUSE)
    browser.post(f"{link}personne/", PERSON)
    assert PERSON["password"] not in str(FirstRun.objects.values())


@pytest.mark.parametrize(
    ("step", "given"),
    [
        ("maison", HOUSE | {"house": "  "}),
        ("maison", HOUSE | {"house": "x" * 81}),
        ("maison", HOUSE | {"colour": "url(x)"}),
        ("maison", HOUSE | {"language": "xx"}),
        ("personne", PERSON | {"email": "zoe"}),
        ("personne", PERSON | {"name": "--"}),
        ("personne", PERSON | {"password": "zoe@vaux.test"}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    database: str, step: str, given: dict[str, str]
) -> None:
    link = first_run_link()
    browser = Client()
    browser.post(f"{link}maison/", HOUSE)
    page = browser.post(f"{link}{step}/", given)
    assert page.status_code == 422
    assert "field__err" in page.content.decode()


def test_the_demonstration_is_there_when_asked(database: str) -> None:
    browser = Client()
    assert through(browser, first_run_link(), "demo") == "/"
    assert the_house().name == "Mairie de Vaux"
    assert Person.objects.filter(name="Claire Vasseur").exists()
    assert Space.objects.filter(name="Direction", visibility="secret").exists()
    page = browser.get("/personnes/").content.decode()
    assert "Karim Haddad" in page
    spaces = browser.get("/").content.decode()
    assert "Tous les agents" in spaces
    _puts_it_back(browser)


def _puts_it_back(zoe: Client) -> None:
    """Zoé tried everything, and begins again; once she has invited somebody she cannot."""
    people, items, where = Person.objects.count(), Item.objects.count(), "/maison/demonstration/"
    assert where in zoe.get("/maison/").content.decode()
    asked = {"name": "Essai", "visibility": "open", "hue": "bleu", "apps": ["questions"]}
    zoe.post("/espaces/nouveau/", asked)
    assert Space.objects.filter(name="Essai").exists()
    Person.objects.filter(name="Karim Haddad").update(name="Karim Essai")
    assert "Essai" in zoe.get(where).content.decode()
    wrong = zoe.post(where, {"name": "Une autre"})
    assert wrong.status_code == 422 and "field__err" in wrong.content.decode()
    reset_when_wanted()
    assert Space.objects.filter(name="Essai").exists(), "nobody asked for it"
    assert zoe.post(where, {"name": "mairie de vaux"}).status_code == 302
    assert "aria-busy" in zoe.get(f"{where}?attente=1").content.decode()
    reset_when_wanted()
    page = zoe.get(f"{where}?attente=1").content.decode()
    assert "aria-busy" not in page and "comme au premier jour" in page
    assert not Space.objects.filter(name="Essai").exists()
    assert (Person.objects.count(), Item.objects.count()) == (people, items)
    assert "Tous les agents" in zoe.get("/").content.decode()
    assert "Zoé Martin" in zoe.get("/personnes/?q=zo").content.decode()
    assert the_house().name == "Mairie de Vaux"
    zoe.post("/invitations/", {"email": "nina@vaux.test", "language": "fr"})
    assert Invitation.objects.exists()
    zoe.post(where, {"name": "Mairie de Vaux"})
    assert Demonstration.objects.get().wanted_at is None
    with pytest.raises(DemonstrationKept, match="invité"):
        reset()
    assert Person.objects.count() == people


def test_an_import_is_explained_to_administrators(database: str) -> None:
    browser = Client()
    assert through(browser, first_run_link(), "import") == "/maison/import/"
    page = browser.get("/maison/import/").content.decode()
    assert "bin/etabli import slack" in page


def test_the_house_is_changed_by_its_administrators(world: World) -> None:
    chloe, ana = signed_in(world.chloe), signed_in(world.ana)
    given = {"name": "Nouvelle maison", "colour": "ffd400", "language": "en"}
    assert ana.get("/maison/").status_code == 404
    assert ana.post("/maison/", given).status_code == 404
    assert chloe.post("/maison/", given).status_code == 302
    assert House.objects.get().colour == "#ffd400"
    assert "Nouvelle maison" in ana.get("/moi/").content.decode()
    wrong = chloe.post("/maison/", given | {"name": ""})
    assert wrong.status_code == 422
    assert "field__err" in wrong.content.decode()
