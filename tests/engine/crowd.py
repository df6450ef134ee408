"""Very many items at once, each like one that somebody made."""

from django.db import connection

from etabli.platform.items.models import Item
from tests.databases import as_owner

FRESH = {
    "uid": "gen_random_uuid()",
    "number": "'N-' || lpad(n::text, 6, '0')",
    "title": "'Fiche ' || lpad(n::text, 6, '0')",
    "activity_at": "m.activity_at - n * interval '1 minute'",
    "origin": "NULL",
}


def multiply(item: Item, count: int, **columns: str) -> None:
    """``count`` more items like this one. ``columns``: SQL by column; ``n`` counts, ``m`` is it."""
    told = FRESH | columns
    names = [f.column for f in Item._meta.concrete_fields if not f.primary_key]
    values = ", ".join(told.get(name, f"m.{name}") for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO items_item ({', '.join(names)}) SELECT {values} "
            "FROM items_item m, generate_series(1, %s) n WHERE m.id = %s",
            [count, item.pk],
        )
    as_owner("VACUUM ANALYZE items_item")
