"""What links to the outside lead to: asked for seldom, read with the message, taken off."""

import pytest
from django.db import connection

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.house.models import House
from etabli.platform.items import asking, cards
from etabli.platform.items.commenting import comment, delete_comment, edit_comment
from etabli.platform.items.models import LinkCard
from etabli.platform.outbound.client import Network
from tests.oracles.posting import work
from tests.outbound.test_client import Names, answering, listening

PAGE = (
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    "<html><head><title>Plan</title><meta property='og:title' content='Le plan neige &lt;2026&gt;'>"
    "<meta name=description content='Les circuits, par ordre.'></head><body>non</body>"
)
LINK = "https://exemple.fr/plan"
PLAIN = "http://exemple.fr/plan"


@pytest.fixture
def said(world):
    def saying(words, app="questions", space="roads", **values):
        item = world.make(app, world.spaces[space], world.ana, **{"title": "Neige", **values})
        with acting(world.ana):
            return comment(item, from_markdown(words), by=world.ana)

    return saying


@pytest.fixture
def switched_on(world):
    House.objects.update(link_cards=True)


def asked(message, *answers):
    """Let the worker ask the links of a message of a web where all is one server of ours."""
    with listening(answering(*(answers or [PAGE]))) as port:
        names = Names(port)
        cards.want(message)
        asking.ask_all(names.network)
        return names.called


def test_a_page_says_its_title_and_its_author_takes_it_off(world, browse, said, switched_on):
    message = said(f"Voir {PLAIN} demain")
    assert len(asked(message)) == 1
    thread = f"/fiches/{message.item.uid}/"
    for person in (world.ana, world.dan):
        page = browse(person).get(thread).content.decode()
        assert "Le plan neige &lt;2026&gt;" in page and "Les circuits, par ordre." in page
    card = LinkCard.objects.get()
    off = f"/commentaires/{message.uid}/apercus/{card.pk}/retrait/"
    assert off in browse(world.ana).get(thread).content.decode()
    assert off not in browse(world.dan).get(thread).content.decode()
    assert browse(world.dan).post(off).status_code == 404
    assert browse(world.ana).post(off.replace(f"/{card.pk}/", f"/{10**30}/")).status_code == 404
    browse(world.ana).post(off)
    page = browse(world.ana).get(thread).content.decode()
    assert "Le plan neige" not in page and PLAIN in page
    # Said otherwise, the link is not asked for again.
    with acting(world.ana):
        edit_comment(message, from_markdown(f"Voir {PLAIN} lundi"), by=world.ana)
    assert asked(message) == []


def test_the_worker_asks_when_something_was_said(said, switched_on):
    message = said("Voir http://127.0.0.1/ et https://10.0.0.1/")
    work()
    if beside := asking.ask_beside():
        beside.join()
    asked_for = LinkCard.objects.filter(comment=message, title="").exclude(asked_at=None)
    assert set(asked_for.values_list("url", flat=True)) == {
        "http://127.0.0.1/",
        "https://10.0.0.1/",
    }


def test_off_nothing_is_called(said):
    assert not House.objects.get().link_cards
    assert asked(said(f"Voir {PLAIN}")) == []
    assert not LinkCard.objects.exists()


@pytest.mark.parametrize("space", ["council", "vault"])
def test_nothing_is_called_where_not_everybody_reads(said, switched_on, space):
    assert asked(said(f"Voir {PLAIN}", space=space)) == []
    assert not LinkCard.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "https://exemple.fr/?token=a",
        "https://exemple.fr/?q=1&Access_Token=a",
        "https://exemple.fr/invitation/a8Kd03jfA83jdkA03jfk28fjA",
        "https://exemple.fr/r/018f0000-0000-7000-8000-00000000000a",
        "https://ana:secret@exemple.fr/",
        "https://exemple.fr/#a8Kd03jfA83jdkA03jfk28fjA",
        "mailto:ana@exemple.fr",
        "/fiches/",
        "ftp://exemple.fr/a",
    ],
)
def test_an_address_that_bears_a_secret_is_never_called(address):
    assert not cards.may_be_asked(address)


def test_an_ordinary_address_may_be_asked():
    assert cards.may_be_asked(
        "https://www.exemple.fr/2026/11/le-plan-de-viabilite-hivernale?page=2"
    )


def test_case_40_a_link_reaches_nothing_behind_the_house(said, switched_on):
    with listening(answering(PAGE)) as port:
        reached = []
        for address in (f"http://127.0.0.1:{port}/", f"http://localhost:{port}/", "http://[::1]/"):
            message = said(f"Voir {address}")
            cards.want(message)
            asking.ask_all()
            reached += LinkCard.objects.filter(comment=message).values_list("title", flat=True)
        assert set(reached) == {""}


@pytest.mark.parametrize(
    "answer",
    [
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<title>Perdu</title>",
        "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n<title>Perdu</title>",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nrien",
        "rien",
    ],
)
def test_what_says_nothing_shows_nothing(browse, world, said, switched_on, answer):
    message = said(f"Voir {PLAIN}")
    assert len(asked(message, answer)) == 1
    page = browse(world.ana).get(f"/fiches/{message.item.uid}/").content.decode()
    assert "link-card" not in page


def test_a_deleted_message_forgets_its_cards(world, said, switched_on):
    message = said(f"Voir {PLAIN}")
    asked(message)
    with acting(world.ana):
        delete_comment(message, by=world.ana)
    assert not LinkCard.objects.exists()


def test_the_text_of_a_record_shows_its_links_too(world, browse, switched_on):
    details = from_markdown(f"Comme {PLAIN} le dit")
    item = world.make("questions", world.roads, world.ben, title="Neige ?", details=details)
    hidden = world.make("questions", world.vault, world.ana, title="Coffre ?", details=details)
    page, off = f"/fiches/{item.uid}/", f"/fiches/{item.uid}/apercus/"
    assert len(asked(item)) == 1 and asked(hidden) == []
    shown = browse(world.dan).get(page).content.decode()
    assert "Le plan neige &lt;2026&gt;" in shown and off not in shown
    card = LinkCard.objects.get()
    assert browse(world.dan).post(f"{off}{card.pk}/retrait/").status_code == 404
    assert off in browse(world.ben).get(page).content.decode()
    browse(world.ben).post(f"{off}{card.pk}/retrait/")
    assert "Le plan neige" not in browse(world.dan).get(page).content.decode()


def test_a_record_that_says_a_link_is_asked_by_the_worker(world, switched_on):
    details = from_markdown("Voir http://127.0.0.1/")
    item = world.make("questions", world.roads, world.ben, title="Neige ?", details=details)
    work()
    if beside := asking.ask_beside():
        beside.join()
    assert LinkCard.objects.exclude(asked_at=None).get(item=item).title == ""


def test_what_changes_while_the_page_is_asked_counts(world, said, switched_on):
    """A page may be slow: nothing is held meanwhile, and nobody is shown what was taken back."""
    kept, taken_back = said(f"Voir {PLAIN}"), said(f"Voir {PLAIN} aussi")
    cards.want(kept)
    cards.want(taken_back)
    with listening(answering(PAGE)) as port:
        names = Names(port)

        def slowly(address, number, seconds):
            assert not connection.in_atomic_block
            if names.called:
                with acting(world.ana):
                    edit_comment(taken_back, from_markdown("Rien à voir"), by=world.ana)
            return names.connect(address, number, seconds)

        asking.ask_all(Network(names.resolve, slowly))
    assert len(names.called) == 2
    assert LinkCard.objects.get().comment == kept


def test_the_second_wall_holds_cards_too(world, said, switched_on):
    """Whoever does not read a message reads no card of it, and writes none."""
    message = said("Sans lien", space="vault")
    LinkCard.objects.create(comment=message, url=LINK, title="Le coffre")
    with acting(world.ben):
        assert not LinkCard.objects.exists()
        assert not LinkCard.objects.update(hidden=True)
    with acting(world.ana):
        assert LinkCard.objects.get().title == "Le coffre"
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_table_privilege('etabli_app', 'items_linkcard', 'INSERT'),"
                " has_column_privilege('etabli_app', 'items_linkcard', 'title', 'UPDATE')"
            )
            assert cursor.fetchone() == (False, False)


def test_the_administrator_switches_it_on(world, browse):
    chloe = browse(world.chloe)
    given = {"name": "Mairie", "colour": "#24509c", "language": "fr", "link_cards": "on"}
    assert chloe.post("/maison/", given).status_code == 302
    assert House.objects.get().link_cards
    assert 'name="link_cards"' in chloe.get("/maison/").content.decode()
    chloe.post("/maison/", given | {"link_cards": ""})
    assert not House.objects.get().link_cards
