"""A discussion costs the same few queries whatever its length."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.items.commenting import comment
from etabli.platform.items.discussing import discussion_of
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.history import history_of
from etabli.platform.items.linking import backlinks_of
from etabli.platform.items.models import Comment
from etabli.platform.items.reacting import react
from tests.items.talk import HTMX


@pytest.fixture
def busy(world):
    """Fifty comments that answer, mention, link and are reacted to."""
    item = world.make("questions", world.roads, world.ana, title="Quel sable ?")
    other = world.make("tasks", world.roads, world.ana, title="Commander")
    last = None
    for number in range(50):
        by = (world.ana, world.ben)[number % 2]
        text = f"Message {number}, [@Ben](person:{world.ben.uid}), [ceci](item:{other.uid})"
        with acting(by):
            parent = last if number % 3 else None
            last = comment(item, from_markdown(text), by=by, parent=parent)
            react(last, "seen", by=by)
    return item


def test_fifty_comments_in_six_queries(world, busy):
    with acting(world.ben):
        item = fetch_item(busy.uid, by=world.ben)
        world.ben.__dict__.pop("_ranks", None)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            said = discussion_of(item, world.ben)
    shown = len(said.threads) + sum(len(thread.answers) for thread in said.threads)
    assert shown == 50
    assert len(asked) <= 6, "\n".join(query["sql"][:200] for query in asked)


def test_the_part_of_the_page_in_forty(world, browse, busy):
    ben = browse(world.ben)
    path = f"/fiches/{busy.uid}/commentaires/"
    ben.get(path, headers=HTMX)
    with CaptureQueriesContext(connection) as asked:
        page = ben.get(path, headers=HTMX)
    assert len(asked) <= 40, "\n".join(query["sql"][:120] for query in asked)
    assert len(page.content) < 120_000


def test_history_and_links_in_few(world, busy):
    with acting(world.ben):
        item = fetch_item(busy.uid, by=world.ben)
        with CaptureQueriesContext(connection) as asked:
            history_of(item, world.ben)
            backlinks_of(item, world.ben)
    assert len(asked) <= 6, "\n".join(query["sql"][:200] for query in asked)


def test_the_count_of_messages_follows(world, busy):
    busy.refresh_from_db()
    assert busy.comment_count == Comment.objects.count() == 50
