"""What can be found is written again as a whole, quickly, and read through its index."""

import time
from collections.abc import Callable

from django.db import connection, transaction
from django.test import Client

from etabli.platform.db.identity import acting
from etabli.platform.items.models import Comment, Item
from etabli.platform.people.models import Person, Unit
from etabli.platform.search.indexing import reindex
from etabli.platform.spaces.models import Space
from tests.databases import server
from tests.search.looking import look
from tests.world import World

Browse = Callable[[Person], Client]
Say = Callable[..., Comment]


def test_indexing_again_changes_nothing_and_repairs_what_was_lost(
    world: World, browse: Browse, say: Say
) -> None:
    task = world.make("tasks", world.roads, world.ana, title="Pompe")
    say(task, "la pompe fuit", by=world.ben)
    before = documents()
    assert reindex() == 2
    assert documents() == before
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_doc")
        cursor.execute(
            "INSERT INTO search_doc (kind, ref_id, audience_id, shown, at, tsv)"
            " VALUES ('item', 999999, 1, true, now(), '')"
        )
    reindex()
    assert documents() == before


def test_a_bulk_load_asks_for_its_items_at_its_end(world: World, browse: Browse) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL etabli.bulk = on")
        item = Item.objects.create(
            app="tasks", space=world.roads, audience_id=world.roads.readers_id,
            author=world.ana, title="Chargée",
        )  # fmt: skip
        Comment.objects.create(
            item=item, author=world.ben, audience_id=item.audience_id, text="chargé aussi"
        )
    ben = browse(world.ben)
    assert look(ben, "chargee").urls == []
    reindex([item.pk])
    assert len(look(ben, "chargee").urls) == 2


def test_names_follow_people_units_and_spaces(world: World, browse: Browse) -> None:
    ben = browse(world.ben)
    Person.objects.filter(pk=world.dan.pk).update(name="Dan Muller", job="Archiviste")
    Unit.objects.filter(name="Mairie").update(name="Hôtel de ville")
    Space.objects.filter(pk=world.roads.pk).update(name="Routes", description="Chaussées")
    hers = [f"/personnes/{world.dan.uid}/"]
    assert look(ben, "weiss").urls == []
    assert look(ben, "muller").urls == look(ben, "archivistes").urls == hers
    assert hers[0] in look(ben, "hotel ville").urls
    assert look(ben, "chaussee").urls == [f"/espaces/{world.roads.uid}/"]


def test_a_question_is_answered_through_the_index_of_words(world: World) -> None:
    fill(world, 20_000)
    with acting(world.ben), connection.cursor() as cursor:
        before = counters(cursor)
        began = time.perf_counter()
        cursor.execute(
            "SELECT search_find('{rare77}', '{}', '', '{}', NULL, false, 0, 20, '{}') ->> 'total'"
        )
        assert cursor.fetchone()[0] == "200"
        cursor.execute("SELECT count(*) FROM search_titles('{}', 'rare77', 5)")
        took = time.perf_counter() - began
        after = counters(cursor)
    assert after["search_doc_words"] > before["search_doc_words"]
    assert after["search_doc_titles"] > before["search_doc_titles"]
    assert after["search_doc"] == before["search_doc"], "the whole table was read"
    assert took < 1


def test_a_word_of_most_texts_is_walked_from_the_newest(world: World, browse: Browse) -> None:
    task = world.make("tasks", world.roads, world.ana, title="Sel en commun")
    Person.objects.filter(pk=world.dan.pk).update(name="Dan Commun", joined_at="2020-01-01T00:00Z")
    fill(world, 20_000)
    with acting(world.ben), connection.cursor() as cursor:
        before = counters(cursor)
        cursor.execute("SELECT search_find('{commun}', '{}', '', '{}', NULL, false, 0, 20, '{}')")
        after = counters(cursor)
    assert after["search_doc_recent"] > before["search_doc_recent"]
    assert after["search_doc_words"] == before["search_doc_words"], "every text was looked up"
    assert after["search_doc"] == before["search_doc"], "the whole table was read"
    ben = browse(world.ben)
    found = look(ben, "commun")
    assert found.said.startswith("Plus de 2\xa0000 résultats"), found.said
    assert f"/personnes/{world.dan.uid}/" in found.urls, "somebody is not lost among the texts"
    assert f"/fiches/{task.uid}/" in found.urls
    narrowed = look(ben, "commun", type="item").said
    assert "parmi les 10\xa0000 textes les plus récents" in narrowed, narrowed


def fill(world: World, count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_doc (kind, ref_id, item_id, audience_id, shown, at, title_tsv, tsv)"
            " SELECT 'item', 1000000 + n, 1, %s, true, now() - n * interval '1 hour',"
            " t.words, t.words FROM generate_series(1, %s) n,"
            " LATERAL (SELECT search_title('fr', 'rare' || n %% 100 || ' commun') AS words) t",
            [world.roads.readers_id, count],
        )
    with server().admin(str(connection.settings_dict["NAME"])) as admin:
        admin.execute("ANALYZE search_doc")


def counters(cursor: object) -> dict[str, int]:
    """How often, in this transaction, each index was read, and the table as a whole."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT relname, pg_stat_get_xact_numscans(oid) FROM pg_class"
        " WHERE relname LIKE 'search_doc%'"
    )
    return dict(cursor.fetchall())  # type: ignore[attr-defined]


def documents() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT d::text FROM search_doc d ORDER BY kind, ref_id")
        return cursor.fetchall()


def test_tags_and_choices_are_words_too(world: World, browse: Browse) -> None:
    task = world.make(
        "tasks", world.roads, world.ana, title="Relire", tags=["Déchèterie"], priority="high"
    )
    ben, found = browse(world.ben), [f"/fiches/{task.uid}/"]
    assert look(ben, "decheterie").urls == found
    assert look(ben, "abord").urls == found
