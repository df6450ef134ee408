"""What an organisation made before lacks: added to it, so that it is not made anew.

Each part is added once; what was begun and stopped is taken up where it was.
"""

import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, cast

from django.utils import timezone

from bench.organisation.audiences import Audiences, audiences_of
from bench.organisation.events import APP, Event, draw_events
from bench.organisation.indexing import index_items
from bench.organisation.people import ACCOUNT, LISTENERS, account
from bench.organisation.rows import pour
from bench.organisation.sizes import SEED, Size
from bench.organisation.spaces import APPS, MEMBERSHIP, SPACE_APP, Members
from bench.organisation.words import document
from etabli.lib.ids import uuid7
from etabli.platform.db.roles import Connection
from etabli.platform.engine.registry import get
from etabli.platform.spaces.models import Rank
from etabli.site.server import Server

Say = Callable[[str], None]
Part = Callable[[Server, Connection, Size], None]

EVENT = (
    "id uid app number space_id audience_id title state state_since author_id created_at "
    "updated_at activity_at starts_at ends_at version lang published comment_count data flex_map"
).split()
REVISION = "item_id n actor_id at verb patch reason audience_id".split()
WITHOUT = """
SELECT id FROM spaces_space s WHERE NOT EXISTS (
    SELECT 1 FROM spaces_spaceapp a WHERE a.space_id = s.id AND a.app = %s) ORDER BY id
"""
# Those that list a space, for one person.
WELCOME = """
SELECT count(access_refresh(a.audience_id, %(person)s)) FROM (
    SELECT DISTINCT audience_id FROM access_grant
    WHERE kind = 'space' AND target = ANY (%(spaces)s)) a
"""
CLOSED_TO = """
SELECT id FROM spaces_space s WHERE visibility <> 'open' AND NOT EXISTS (
    SELECT 1 FROM spaces_membership m WHERE m.space_id = s.id AND m.person_id = %s) ORDER BY id
"""


def complete(server: Server, size: Size, mark: Path, say: Say) -> None:
    """Add what is missing. ``mark``: the file that says what is there, a word a line."""
    parts: dict[str, Part] = {"events": _events, "readers": _readers, "accounts": _accounts}
    there = mark.read_text().split()
    for name in [name for name in parts if name not in there]:
        say(f"{name} are added")
        with server.admin(server.name) as line:
            parts[name](server, line, size)
        with mark.open("a") as file:
            file.write(f"\n{name}")


def _events(server: Server, line: Connection, size: Size) -> None:
    chance, members = Random(f"{SEED} events"), _members(line)
    there = _one(line, "SELECT count(*) FROM items_item WHERE app = %s", [APP])
    if not there:
        first = int(_one(line, "SELECT max(id) + 1 FROM items_item"))
        events = list(draw_events(size, members, chance, first))
        audiences = Audiences(members)
        audiences.meet(event.drawn for event in events)
        flex = get(APP).flex
        columns = [*EVENT, flex["kind"], flex["when"]]
        with line.transaction():
            pour(line, "items_item", columns, (_item(one, audiences) for one in events))
            pour(line, "items_revision", REVISION, (_revision(one, audiences) for one in events))
            without = [row[0] for row in line.execute(WITHOUT, [APP])]
            on = ([space, APP, len(APPS), "{}"] for space in without)
            pour(line, "spaces_spaceapp", SPACE_APP, on)
    first, last = _row(line, "SELECT min(id), max(id) FROM items_item WHERE app = %s", [APP])
    index_items(server, range(first, last + 1))
    line.execute("VACUUM (ANALYZE) items_item, items_revision, spaces_spaceapp")


def _item(one: Event, audiences: Audiences) -> list[Any]:
    said, values = one.drawn, one.values
    fields = ", ".join(
        f'"{uid}": {json.dumps(value, ensure_ascii=False)}' for uid, value in values.items()
    )
    body = document(f"{values['title']}. {values['title'].lower()}.")
    where = [said.id, uuid7(), APP, "", said.space, audiences.of(said), values["title"], ""]
    when = [said.made, said.author, said.made, said.made, said.made, one.starts, one.ends]
    kept = f'{{{fields}, "details": {body}}}'
    flex = [values["kind"], one.starts]
    return [*where, *when, 1, "fr", True, 0, kept, get(APP).flex_mark, *flex]


def _revision(one: Event, audiences: Audiences) -> list[Any]:
    said = one.drawn
    return [said.id, 1, said.author, said.made, "created", "{}", "", audiences.of(said)]


def _readers(_server: Server, line: Connection, size: Size) -> None:
    """More spaces for the readers, until they are in as many audiences as is said."""
    chance, since = Random(f"{SEED} readers"), timezone.now()
    for person, wanted in enumerate(size.audiences.values(), 1):
        closed = [int(cast("int", row[0])) for row in line.execute(CLOSED_TO, [person])]
        chance.shuffle(closed)
        while closed and (lacks := wanted - audiences_of(person)) > 0:
            # A space has an audience at least, most have two.
            chosen, closed = closed[: -(-lacks // 2)], closed[-(-lacks // 2) :]
            rows = ([space, person, int(Rank.MEMBER), since] for space in chosen)
            pour(line, "spaces_membership", MEMBERSHIP, rows)
            line.execute(WELCOME, {"person": person, "spaces": chosen})
    line.execute("ANALYZE spaces_membership, access_audiencemember")


def _accounts(_server: Server, line: Connection, size: Size) -> None:
    """An account for each of those who listen."""
    known = int(_one(line, "SELECT max(id) FROM people_account"))
    wanted = min(size.people, len(size.readers) + LISTENERS)
    pour(line, "people_account", ACCOUNT, map(account, range(known + 1, wanted + 1)))


def _members(line: Connection) -> Members:
    rows = line.execute("SELECT space_id, person_id FROM spaces_membership ORDER BY space_id, id")
    found = groupby(cast("list[tuple[int, int]]", rows.fetchall()), key=lambda row: row[0])
    return {space: [person for _space, person in each] for space, each in found}


def _one(line: Connection, statement: str, values: list[Any] | None = None) -> Any:
    return _row(line, statement, values)[0]


def _row(line: Connection, statement: str, values: list[Any] | None = None) -> tuple[Any, ...]:
    row = line.execute(cast("Any", statement), values).fetchone()
    assert row is not None
    return row
