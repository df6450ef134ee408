"""Items and comments that an import brings, written by the batch."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from etabli.lib.ids import uuid7
from etabli.platform.engine.registry import get
from etabli.platform.engine.rights.granting import audience_for
from etabli.platform.items.models import Item
from etabli.platform.spaces.models import Space
from etabli.platform.transfer.loading.pieces import Answer, Piece, Post
from etabli.platform.transfer.loading.rows import (
    ids_by_origin,
    in_bulk,
    insert_rows,
    new_ids,
)

APP = "publications"

ITEM = ["id", "uid", "app", "number", "space_id", "audience_id", "title", "state", "state_since", "author_id", "created_at", "updated_at", "activity_at", "version", "lang", "origin", "published", "comment_count", "data"]
COMMENT = ["id", "uid", "item_id", "author_id", "body", "text", "created_at", "edited_at", "version", "origin", "audience_id"]
REVISION = ["item_id", "n", "actor_id", "at", "verb", "patch", "reason", "audience_id"]
REFERENCE = ["item_id", "field", "kind", "target", "text", "audience_id"]
REACTION = ["item_id", "comment_id", "person_id", "kind", "at", "audience_id"]

# Counted here, since the trigger that counts is silent in bulk; an item that gets an answer
# has been active since.
ANSWERED = """
UPDATE items_item i
SET comment_count = i.comment_count + a.count, activity_at = greatest(i.activity_at, a.latest)
FROM unnest(%s::bigint[], %s::int[], %s::timestamptz[]) AS a (id, count, latest)
WHERE i.id = a.id
"""


@dataclass(frozen=True)
class Shelf:
    """Where items go: a space, its audience for them, and what the app gives a new item."""

    space_id: int
    audience_id: int
    state: str
    published: bool
    flex: tuple[tuple[str, str], ...]
    lang: str


@dataclass
class Written:
    """What a batch added, and what was there already."""

    items: int = 0
    comments: int = 0
    reactions: int = 0
    unchanged: int = 0


def shelf_in(space: Space, lang: str) -> Shelf:
    """The shelf of a space, as the engine would make it for somebody publishing there."""
    app = get(APP)
    item = Item(app=app.app, space=space, state=app.first_state)
    return Shelf(
        space_id=space.pk,
        audience_id=audience_for(app, item).pk,
        state=app.first_state,
        published=app.behaviours.publishable is not None,
        flex=tuple((uid, column) for uid, column in app.flex.items() if uid == "title"),
        lang=lang,
    )


def write_batch(pairs: Sequence[tuple[Shelf, Piece]]) -> Written:
    """Write posts and answers that are not there yet, in the transaction that is open.

    An answer's post is in the same batch, or was written before; otherwise KeyError.
    """
    in_bulk()
    posts = [(shelf, piece) for shelf, piece in pairs if isinstance(piece, Post)]
    answers = [(shelf, piece) for shelf, piece in pairs if isinstance(piece, Answer)]
    wanted = {piece.origin for _shelf, piece in posts} | {
        piece.post for _shelf, piece in answers
    }
    items = ids_by_origin("items_item", wanted)
    new_posts = [(shelf, post) for shelf, post in posts if post.origin not in items]
    items |= _write_posts(new_posts)
    there = ids_by_origin(
        "items_comment", (answer.origin for _shelf, answer in answers)
    )
    new_answers = [
        (shelf, answer) for shelf, answer in answers if answer.origin not in there
    ]
    comments = _write_answers(new_answers, items)
    reactions = _write_reactions(new_posts, new_answers, items, comments)
    written = len(new_posts) + len(new_answers)
    return Written(len(new_posts), len(new_answers), reactions, len(pairs) - written)


def _write_posts(posts: Sequence[tuple[Shelf, Post]]) -> dict[str, int]:
    if not posts:
        return {}
    shelf = posts[0][0]
    ids = new_ids("items_item", len(posts))
    columns = [*ITEM, *(column for _uid, column in shelf.flex)]
    rows = (
        _item(pk, place, post) for pk, (place, post) in zip(ids, posts, strict=True)
    )
    insert_rows("items_item", columns, rows)
    insert_rows("items_revision", REVISION, _revisions(ids, posts))
    insert_rows("items_itemref", REFERENCE, _references(ids, posts, "body"))
    return {post.origin: pk for pk, (_shelf, post) in zip(ids, posts, strict=True)}


def _item(pk: int, shelf: Shelf, post: Post) -> list[Any]:
    title = json.dumps(post.title, ensure_ascii=False)
    body = f', "body": {post.text.body}' if post.text.body else ""
    changed = post.edited_at or post.at
    return [
        pk,
        uuid7(),
        APP,
        "",
        shelf.space_id,
        shelf.audience_id,
        post.title,
        shelf.state,
        post.at,
        post.author,
        post.at,
        changed,
        post.at,
        2 if post.edited_at else 1,
        shelf.lang,
        post.origin,
        shelf.published,
        0,
        f'{{"title": {title}{body}}}',
        *(post.title for _flex in shelf.flex),
    ]


def _revisions(
    ids: list[int], posts: Sequence[tuple[Shelf, Post]]
) -> Iterable[list[Any]]:
    reason = _("Changed where it was imported from; the former words are not known.")
    for pk, (shelf, post) in zip(ids, posts, strict=True):
        yield [pk, 1, post.author, post.at, "created", "{}", "", shelf.audience_id]
        if post.edited_at:
            by = post.edited_by or post.author
            yield [pk, 2, by, post.edited_at, "edited", "{}", reason, shelf.audience_id]


def _write_answers(
    answers: Sequence[tuple[Shelf, Answer]], items: dict[str, int]
) -> dict[str, int]:
    if not answers:
        return {}
    ids = new_ids("items_comment", len(answers))
    rows = (
        _comment(pk, items[answer.post], shelf, answer)
        for pk, (shelf, answer) in zip(ids, answers, strict=True)
    )
    insert_rows("items_comment", COMMENT, rows)
    targets = [items[answer.post] for _shelf, answer in answers]
    insert_rows("items_itemref", REFERENCE, _references(targets, answers, "@comment"))
    _count_answers(targets, [answer for _shelf, answer in answers])
    return {
        answer.origin: pk for pk, (_shelf, answer) in zip(ids, answers, strict=True)
    }


def _comment(pk: int, item: int, shelf: Shelf, answer: Answer) -> list[Any]:
    return [
        pk,
        uuid7(),
        item,
        answer.author,
        answer.text.body or "{}",
        answer.text.words,
        answer.at,
        answer.edited_at,
        2 if answer.edited_at else 1,
        answer.origin,
        shelf.audience_id,
    ]


def _references(
    ids: list[int], pairs: Sequence[tuple[Shelf, Piece]], field: str
) -> Iterable[list[Any]]:
    for pk, (shelf, piece) in zip(ids, pairs, strict=True):
        for person in dict.fromkeys(piece.text.mentioned):
            yield [pk, field, "person", person, "", shelf.audience_id]


def _count_answers(items: list[int], answers: list[Answer]) -> None:
    counts: dict[int, list[Any]] = {}
    for item, answer in zip(items, answers, strict=True):
        entry = counts.setdefault(item, [0, answer.at])
        entry[:] = [entry[0] + 1, max(entry[1], answer.at)]
    with connection.cursor() as cursor:
        numbers, latest = zip(*counts.values(), strict=True)
        cursor.execute(ANSWERED, [list(counts), list(numbers), list(latest)])


def _write_reactions(
    posts: Sequence[tuple[Shelf, Post]],
    answers: Sequence[tuple[Shelf, Answer]],
    items: dict[str, int],
    comments: dict[str, int],
) -> int:
    rows = [
        [items[post.origin], None, person, kind, post.at, shelf.audience_id]
        for shelf, post in posts
        for person, kind in post.reactions
    ] + [
        [
            items[answer.post],
            comments[answer.origin],
            person,
            kind,
            answer.at,
            shelf.audience_id,
        ]
        for shelf, answer in answers
        for person, kind in answer.reactions
    ]
    return insert_rows("items_reaction", REACTION, rows) if rows else 0
