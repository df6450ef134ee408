"""Items and comments that an import brings, written by the batch."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from etabli.platform.transfer.loading.pieces import Answer, Piece, Post
from etabli.platform.transfer.loading.records import (
    COMMENT,
    ITEM,
    REACTION,
    REFERENCE,
    REVISION,
    comment_row,
    item_row,
    reaction_rows,
    reference_rows,
    revision_rows,
)
from etabli.platform.transfer.loading.rows import ids_by_origin, in_bulk, insert_rows, new_ids
from etabli.platform.transfer.loading.shelves import Shelf, fill_audiences

P = TypeVar("P", bound=Piece)

# Counted here, since the trigger that counts is silent in bulk; an item that gets an answer
# has been active since.
ANSWERED = """
UPDATE items_item i
SET comment_count = i.comment_count + a.count, activity_at = greatest(i.activity_at, a.latest)
FROM unnest(%s::bigint[], %s::int[], %s::timestamptz[]) AS a (id, count, latest)
WHERE i.id = a.id
"""
UNDER = "SELECT origin, id, audience_id FROM items_item WHERE origin = ANY (%s)"


class Under(NamedTuple):
    """An item, and the audience of what is said under it."""

    id: int
    audience_id: int


@dataclass
class Written:
    """What was added, how many pieces were there already, and which spaces got how many."""

    items: int = 0
    comments: int = 0
    reactions: int = 0
    unchanged: int = 0
    spaces: Mapping[int, int] = field(default_factory=dict)


def write_posts(pairs: Sequence[tuple[Shelf, Post]]) -> Written:
    """Write the items that are not there yet, in the transaction that is open."""
    there = ids_by_origin("items_item", (post.origin for _shelf, post in pairs))
    new = [(shelf, post) for shelf, post in _once(pairs) if post.origin not in there]
    unchanged = len(pairs) - len(new)
    if not new:
        return Written(unchanged=unchanged)
    fill_audiences((shelf, post.author) for shelf, post in new)
    ids = new_ids("items_item", len(new))
    audiences = [shelf.audience(post.author) for shelf, post in new]
    under = [Under(pk, audience) for pk, audience in zip(ids, audiences, strict=True)]
    told = list(zip(under, new, strict=True))
    with in_bulk():
        insert_rows(
            "items_item",
            [*ITEM, *new[0][0].flex],
            (item_row(at.id, at.audience_id, shelf, post) for at, (shelf, post) in told),
        )
        insert_rows("items_revision", REVISION, _each(revision_rows, told))
        insert_rows("items_itemref", REFERENCE, _each(reference_rows, told))
        reactions = insert_rows("items_reaction", REACTION, _each(reaction_rows, told))
    return Written(len(new), 0, reactions, unchanged, _by_space(new))


def write_answers(pairs: Sequence[tuple[Shelf, Answer]]) -> Written:
    """Write the comments that are not there yet, in the transaction that is open.

    Their items were written before. One whose item was taken out of the network since stays
    out too.
    """
    items = _under({answer.post for _shelf, answer in pairs})
    there = ids_by_origin("items_comment", (answer.origin for _shelf, answer in pairs))
    new = [
        (shelf, answer)
        for shelf, answer in _once(pairs)
        if answer.origin not in there and answer.post in items
    ]
    unchanged = len(pairs) - len(new)
    if not new:
        return Written(unchanged=unchanged)
    ids = new_ids("items_comment", len(new))
    told = [(items[answer.post], (shelf, answer)) for shelf, answer in new]
    with in_bulk():
        rows = (
            comment_row(pk, at.id, at.audience_id, answer)
            for pk, (at, (_shelf, answer)) in zip(ids, told, strict=True)
        )
        insert_rows("items_comment", COMMENT, rows)
        insert_rows("items_itemref", REFERENCE, _each(reference_rows, told, ids))
        reactions = insert_rows("items_reaction", REACTION, _each(reaction_rows, told, ids))
        _count_answers([(at.id, answer) for at, (_shelf, answer) in told])
    return Written(0, len(new), reactions, unchanged, _by_space(new))


def _once(pairs: Sequence[tuple[Shelf, P]]) -> Iterable[tuple[Shelf, P]]:
    """The pieces of a batch, the first of those that it holds twice."""
    first: dict[str, tuple[Shelf, P]] = {}
    for shelf, piece in pairs:
        first.setdefault(piece.origin, (shelf, piece))
    return first.values()


def _by_space(pairs: Sequence[tuple[Shelf, Piece]]) -> Mapping[int, int]:
    return Counter(shelf.space.pk for shelf, _piece in pairs)


def _each(
    rows_of: Any, told: Sequence[tuple[Under, tuple[Shelf, Piece]]], comments: Sequence[int] = ()
) -> Any:
    """The rows that hang on each piece; ``comments`` are ids of the pieces when they are some."""
    for at, (under, (shelf, piece)) in enumerate(told):
        comment = comments[at] if comments else None
        yield from rows_of(shelf, piece, under, comment)


def _under(origins: set[str]) -> dict[str, Under]:
    with connection.cursor() as cursor:
        cursor.execute(UNDER, [list(origins)])
        return {origin: Under(pk, audience) for origin, pk, audience in cursor.fetchall()}


def _count_answers(answers: Sequence[tuple[int, Answer]]) -> None:
    counts: dict[int, list[Any]] = {}
    for item, answer in answers:
        entry = counts.setdefault(item, [0, answer.at])
        entry[:] = [entry[0] + 1, max(entry[1], answer.at)]
    with connection.cursor() as cursor:
        numbers, latest = zip(*counts.values(), strict=True)
        cursor.execute(ANSWERED, [list(counts), list(numbers), list(latest)])
