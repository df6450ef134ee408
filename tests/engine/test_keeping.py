"""Items that are reviewed, and published in numbered versions."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from etabli.platform.awaited.listeners import await_reviews
from etabli.platform.awaited.models import Acknowledgement
from etabli.platform.awaited.waiting import waiting_for
from etabli.platform.db.identity import acting
from etabli.platform.engine.versioning import publish
from etabli.platform.engine.writing import Refusal, edit
from etabli.platform.items.models import Item, Review, Version
from etabli.platform.spaces.settling import switch_apps

APP = """\
app: rules_book
version: 1.0.0
name: {fr: {one: Règle, other: Règles}, en: {one: Rule, other: Rules}}
icon: gavel
family: knowledge
outcome: {fr: Une règle lue est une règle juste, en: A rule that is read is right}
fields:
  title: {type: text, required: true, name: {fr: Titre, en: Title}}
  text: {type: text, multiline: true, name: {fr: Texte, en: Text}}
  keeper: {type: person, name: {fr: Garant, en: Owner}}
  pay: {type: money, read: [author], name: {fr: Coût, en: Cost}}
behaviours:
  reviewable: {every: P6M, by: [keeper], warn: P1M}
  versioned: {read_again: true}
  acknowledgeable: {}
views:
  list: {kind: list, card: [keeper], default: true}
"""


@pytest.fixture
def book(tmp_path, settings_of, world):
    folder = tmp_path / "more" / "rules_book"
    folder.mkdir(parents=True)
    (folder / "app.yaml").write_text(APP, encoding="utf-8")
    settings_of(KIT_FOLDERS=[*settings_of.kit, str(folder.parent)])
    for space in (world.roads, world.council):
        with acting(world.ana):
            switch_apps(space, ["rules_book"], by=world.ana)
    return f"/espaces/{world.roads.uid}/rules_book/"


@pytest.fixture
def rule(book, world):
    return world.make(
        "rules_book",
        world.roads,
        world.ana,
        title="Salage",
        text="On sale la nuit.",
        keeper=world.ben.pk,
        pay="10.00",
    )


def to_do(person) -> set[str]:
    person.__dict__.pop("_audiences", None)
    with acting(person):
        return {row.item.title for row in waiting_for(person, act="do")}


def test_it_is_valid_then_soon_then_expired_and_awaits_its_owner(rule, book, world, browse):
    assert "Valide" in browse(world.dan).get(book).content.decode()
    assert await_reviews() == 0
    with time_machine.travel(timezone.now() + timedelta(days=170), tick=True):
        assert "À revoir bientôt" in browse(world.dan).get(book).content.decode()
        assert to_do(world.ben) == set()
    with time_machine.travel(timezone.now() + timedelta(days=190), tick=True):
        assert await_reviews() == 1
        assert await_reviews() == 0
        assert to_do(world.ben) == {"Salage"}
        assert to_do(world.ana) == set()
        assert "Périmé" in browse(world.dan).get(book).content.decode()
        ben = browse(world.ben)
        act = f'action="/fiches/{rule.uid}/validite/"'
        assert act in ben.get("/").content.decode()
        assert ben.post(f"/fiches/{rule.uid}/validite/", {"back": "home"}).status_code == 302
        assert to_do(world.ben) == set()
        assert "Valide" in browse(world.dan).get(book).content.decode()
        trail = browse(world.dan).get(f"/fiches/{rule.uid}/historique/").content.decode()
        assert "a dit que c’est toujours juste" in trail


def test_only_its_owner_says_that_it_is_still_right(rule, world, browse):
    for person in (world.ana, world.dan, world.guy):
        assert browse(person).post(f"/fiches/{rule.uid}/validite/").status_code == 404
    assert browse(world.ben).post(f"/fiches/{rule.uid}/validite/").status_code == 302


def test_search_shows_what_is_valid_first(rule, world, browse):
    world.make("rules_book", world.roads, world.ana, title="Salage de nuit en hiver", text="Autre")
    Review.objects.filter(item=rule).update(due_on="2020-01-01")
    found = browse(world.dan).get("/recherche/?q=salage").content.decode()
    assert found.index("de nuit en hiver") < found.index(f"/fiches/{rule.uid}/")


def test_a_version_is_published_with_a_word_compared_and_taken_up_again(rule, world, browse):
    ana, url = browse(world.ana), f"/fiches/{rule.uid}/versions/"
    assert ana.post(url, {"words": " "}).status_code == 422
    assert ana.post(url, {"words": "Première"}).status_code == 302
    assert ana.post(url, {"words": "Encore"}).status_code == 422
    with acting(world.ana):
        edit(Item.objects.get(pk=rule.pk), {"text": "On sale à l’aube."}, by=world.ana)
    ana.post(url, {"words": "À l’aube"})
    page = browse(world.dan).get(f"{url}?de=1&a=2").content.decode()
    assert "Première" in page
    assert "On sale la nuit." in page
    assert "retour/" not in page
    assert browse(world.dan).post(f"{url}1/retour/").status_code == 404
    assert ana.post(f"{url}1/retour/").status_code == 302
    assert Item.objects.get(pk=rule.pk).data["text"] == "On sale la nuit."
    assert [one.n for one in Version.objects.filter(item=rule)] == [3, 2, 1]
    shown = browse(world.dan).get(f"/fiches/{rule.uid}/").content.decode()
    assert "Version 1 reprise" in shown


def test_a_version_holds_no_restricted_field(rule, world):
    with acting(world.ana):
        publish(rule, "Première", by=world.ana)
    assert "pay" not in Version.objects.get().data


def test_versions_are_behind_the_walls_of_their_item(book, world, browse):
    item = world.make("rules_book", world.council, world.ana, title="Zqsecretqz")
    with acting(world.ana):
        publish(item, "Zqsecretqz", by=world.ana)
    assert browse(world.dan).get(f"/fiches/{item.uid}/versions/").status_code == 404
    with acting(world.dan):
        assert not Version.objects.exists()
        assert not Review.objects.filter(item=item).exists()
    with acting(world.ben):
        assert Version.objects.count() == 1
        with pytest.raises(Refusal):
            publish(item, "Moi aussi", by=world.ben)


def test_whoever_publishes_may_ask_to_read_it_again(rule, world, browse):
    browse(world.ben).post(f"/fiches/{rule.uid}/lecture/")
    assert Acknowledgement.objects.count() == 1
    browse(world.ana).post(f"/fiches/{rule.uid}/versions/", {"words": "Coquille"})
    assert Acknowledgement.objects.count() == 1
    with acting(world.ana):
        edit(Item.objects.get(pk=rule.pk), {"text": "Tout change"}, by=world.ana)
    browse(world.ana).post(f"/fiches/{rule.uid}/versions/", {"words": "Tout", "again": "1"})
    assert Acknowledgement.objects.count() == 0
