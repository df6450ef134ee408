"""The first day in an empty house: what to do next, and a first colleague, without any mail."""

import re

import pytest
from django.test import Client

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.items.commenting import comment
from etabli.platform.people.models import Account, Person
from etabli.platform.signin.models import Invitation
from etabli.platform.spaces.models import Rank, Space
from etabli.site.cli.demo import refuse_others
from etabli.site.terminal import CommandFault
from tests.world import World

BEGIN = "Pour commencer"
MARCH = {"start": "2031-03-03", "end": "2031-03-07"}


def test_an_administrator_is_told_what_to_do_first(world: World, browse) -> None:
    page = browse(world.chloe).get("/").content.decode()
    assert BEGIN in page
    assert 'href="/espaces/nouveau/"' in page
    assert BEGIN not in browse(world.ana).get("/").content.decode()


def test_the_first_steps_go_once_they_are_done(world: World, browse) -> None:
    chloe = browse(world.chloe)
    chloe.post(
        "/espaces/nouveau/",
        {"name": "Accueil", "visibility": "open", "hue": "bleu", "apps": ["questions"]},
    )
    assert BEGIN in chloe.get("/").content.decode()
    world.make("questions", world.roads, world.chloe, title="Qui a la clé ?")
    assert BEGIN not in chloe.get("/").content.decode()


def test_where_no_mail_leaves_the_link_is_given_by_hand(
    world: World, browse, settings_of, tmp_path
) -> None:
    settings_of(
        EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend", EMAIL_FILE_PATH=tmp_path
    )
    given = {"email": "eva@montreval.test", "language": "fr"}
    page = browse(world.chloe).post("/invitations/", given)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    link = re.search(r'value="http://[^/]+(/compte/invitation/[^"]+)"', page.content.decode())
    assert link
    eva = Client()
    comes = {"name": "Eva Long", "password": "une longue phrase à moi"}
    assert eva.post(link.group(1), comes)["Location"] == "/"
    assert Account.objects.get(email="eva@montreval.test").person == Person.objects.get(
        name="Eva Long"
    )
    space = f"/espaces/{world.council.uid}/invitations/"
    guest = {"email": "guide@montreval.test", "kind": "guest", "language": "fr"}
    assert browse(world.ana).post(space, guest).status_code == 302, "only administrators see links"


def test_whoever_reads_an_open_space_learns_how_to_make_something_there(
    world: World, browse
) -> None:
    asked = world.make("questions", world.roads, world.ana, title="Quel sel ?")
    with acting(world.ben):
        said = comment(asked, from_markdown("Du gros."), by=world.ben)
    dan, acts = browse(world.dan), f"/commentaires/{said.uid}/actions/"
    join = f"/espaces/{world.roads.uid}/adhesion/"
    assert join in dan.get(acts, headers={"HX-Request": "true"}).content.decode()
    turn = f"/fiches/{asked.uid}/transformer/"
    assert "sans en être membre" in dan.get(turn).content.decode()
    assert dan.post(join, {"back": turn})["Location"] == turn
    after = dan.get(turn).content.decode()
    assert join not in after
    assert f"/espaces/{world.roads.uid}/tasks/nouveau/" in after


def test_joining_leads_nowhere_outside_the_house(world: World, browse) -> None:
    join = f"/espaces/{world.roads.uid}/adhesion/"
    for wrong in ("https://ailleurs.example/", "//ailleurs.example/", "/\\ailleurs.example"):
        gone = browse(world.dan).post(join, {"back": wrong})
        assert gone["Location"] == f"/espaces/{world.roads.uid}/"


def test_a_guest_is_offered_only_what_she_can_make(world: World, browse) -> None:
    guy = browse(world.guy)
    for page in ("/", "/nouveau/"):
        body = guy.get(page).content.decode()
        assert "/nouveau/questions/" in body
        assert "/nouveau/leave/" not in body
    assert "/nouveau/leave/" in browse(world.ben).get("/").content.decode()


def test_whoever_is_invited_to_the_house_begins_in_a_space(world: World, browse) -> None:
    chloe = browse(world.chloe)
    opened = {"name": "Accueil", "visibility": "closed", "hue": "bleu"}
    chloe.post("/espaces/nouveau/", opened)
    space = Space.objects.get(name="Accueil")
    page = chloe.get("/invitations/").content.decode()
    assert f'value="{space.uid}" selected' in page, "the only one she runs"
    chloe.post("/invitations/", {"email": "eva@montreval.test", "space": str(space.uid)})
    offered = Invitation.objects.get(email="eva@montreval.test")
    assert (offered.space, offered.rank, offered.kind) == (space, Rank.MEMBER, "person")
    stolen = {"email": "leo@montreval.test", "space": str(world.vault.uid)}
    chloe.post("/invitations/", stolen)
    assert Invitation.objects.get(email="leo@montreval.test").space is None, "not hers to give"


def test_a_request_nobody_can_decide_says_so(world: World, browse) -> None:
    asked = world.make("leave", world.roads, world.ana, period=MARCH)
    page = browse(world.ana).get(f"/fiches/{asked.uid}/").content.decode()
    assert "Personne n’est attendu ici pour l’instant" in page
    decided = world.make("leave", world.roads, world.ben, period=MARCH)
    page = browse(world.ben).get(f"/fiches/{decided.uid}/").content.decode()
    assert "La suite attend Ana Diaz" in page


def test_answers_are_read_from_home_and_retained_in_sight(world: World, browse) -> None:
    asked = world.make("questions", world.roads, world.ben, title="Quel sel ?")
    with acting(world.ana):
        said = comment(asked, from_markdown("Du gros."), by=world.ana)
    ben, url = browse(world.ben), f"/fiches/{asked.uid}/"
    assert f'href="{url}#discussion"' in ben.get("/").content.decode()
    page = ben.get(url).content.decode()
    assert f"/commentaires/{said.uid}/acceptation/" in page
    assert "Modifiée par" not in page, "an answer changes nothing of the question"
    ben.post(f"/commentaires/{said.uid}/acceptation/")
    assert f"/commentaires/{said.uid}/acceptation/" not in ben.get(url).content.decode()


def test_a_house_that_is_no_demonstration_is_never_put_back(world: World, browse) -> None:
    with pytest.raises(CommandFault, match="n’est pas une démonstration"):
        refuse_others()
    assert Person.objects.count() > 3
    assert browse(world.chloe).get("/maison/demonstration/").status_code == 404
