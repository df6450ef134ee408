"""Writing what can be found."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import connection, transaction

from etabli.platform.items.models import Item
from etabli.platform.search.wording import words_of

PUT_ITEMS = "SELECT search_put_items(%s, %s, %s)"
ITEMS = 500
"""Items whose words are written at once."""
COMMENTS = 10_000
"""Comments written at once, by the database alone."""

Progress = Callable[[int, int], None]


def put(items: Sequence[Item]) -> None:
    """Write the words of some items, as they are now.

    Whom they are for and what state they are in is taken from their rows, never from here.
    """
    words = [words_of(item) for item in items]
    with connection.cursor() as cursor:
        cursor.execute(
            PUT_ITEMS,
            [
                [item.pk for item in items],
                [one.title for one in words],
                [one.body for one in words],
            ],
        )


def reindex(item_ids: Iterable[int] | None = None, progress: Progress | None = None) -> int:
    """Write again what can be found: some items and their comments, or everything.

    To be run as etabli_sys; a bulk load calls it at its end. Commits as it goes unless a
    transaction is open, and may be run again at any time. Returns how many were written.
    """
    if item_ids is not None:
        return _items_and_comments(sorted(set(item_ids)))
    done, total = 0, _total()
    for count in _everything():
        done += count
        if progress:
            progress(done, total)
    return done


def _items_and_comments(ids: Sequence[int]) -> int:
    for start in range(0, len(ids), ITEMS):
        some = ids[start : start + ITEMS]
        with transaction.atomic(), connection.cursor() as cursor:
            put(list(Item.objects.filter(pk__in=some)))
            cursor.execute("SELECT search_put_comments_of(%s)", [list(some)])
    return len(ids)


def _everything() -> Iterator[int]:
    with connection.cursor() as cursor:
        cursor.execute(STALE)
        cursor.execute("SELECT search_put_spaces(NULL), search_put_people(NULL)")
        for first, last in _ranges("items_comment", COMMENTS):
            cursor.execute("SELECT search_put_comments(%s, %s)", [first, last])
            yield _count("items_comment", first, last)
        for first, last in _ranges("items_item", ITEMS):
            items = list(Item.objects.filter(pk__range=(first, last)))
            put(items)
            yield len(items)


# What is gone, should it have gone while no trigger looked.
STALE = """
DELETE FROM search_doc d
WHERE (d.kind = 'item' AND NOT EXISTS (SELECT 1 FROM items_item WHERE id = d.ref_id))
   OR (d.kind = 'comment' AND NOT EXISTS (
        SELECT 1 FROM items_comment WHERE id = d.ref_id AND deleted_at IS NULL))
   OR (d.kind = 'person' AND NOT EXISTS (SELECT 1 FROM people_person WHERE id = d.ref_id))
   OR (d.kind = 'space' AND NOT EXISTS (SELECT 1 FROM spaces_space WHERE id = d.ref_id))
"""


def _ranges(table: str, size: int) -> Iterator[tuple[int, int]]:
    """Ranges of ids that hold about so many rows each: bounded work, whatever the gaps."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT min(id), max(id) FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / %s"
            f" AS batch FROM {table}) r GROUP BY batch ORDER BY batch",
            [size],
        )
        yield from cursor.fetchall()


def _count(table: str, first: int, last: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE id BETWEEN %s AND %s", [first, last])
        return int(cursor.fetchone()[0])


def _total() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM items_item) + (SELECT count(*) FROM items_comment)"
        )
        return int(cursor.fetchone()[0])
