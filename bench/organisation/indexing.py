"""What search reads, written for many items at once."""

from concurrent.futures import ThreadPoolExecutor

from bench.organisation.sizes import Size
from etabli.site.server import Server

# The words of an item, as the program would have found them in its fields.
ITEMS = """
SELECT search_put_items(array_agg(i.id), array_agg(i.title), array_agg(coalesce(
    i.data #>> '{body,content,0,content,0,text}', i.data #>> '{details,content,0,content,0,text}',
    i.data ->> 'details', '')))
FROM items_item i WHERE i.id BETWEEN %s AND %s
"""
COMMENTS = "SELECT search_put_comments(%s, %s)"
STEP = 5_000

Part = tuple[str, int, int]


def index_all(server: Server, size: Size) -> None:
    """Spaces, people, items and comments of an organisation."""
    with server.connect("etabli_sys") as line:
        line.execute("SELECT search_put_spaces(NULL), search_put_people(NULL)")
    items, comments = range(1, size.items + 1), range(1, size.comments + 1)
    _index(server, [*_parts(ITEMS, items), *_parts(COMMENTS, comments)])


def index_items(server: Server, ids: range) -> None:
    """Items with these ids."""
    _index(server, _parts(ITEMS, ids))


def _parts(statement: str, ids: range) -> list[Part]:
    last = ids.stop - 1
    return [(statement, start, min(start + STEP - 1, last)) for start in ids[::STEP]]


def _index(server: Server, parts: list[Part]) -> None:
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda part: _put(server, part), (parts[::2], parts[1::2])))


def _put(server: Server, parts: list[Part]) -> None:
    with server.connect("etabli_sys") as line:
        for statement, first, last in parts:
            line.execute(statement, [first, last])
