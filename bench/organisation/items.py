"""Items, what is said under them, and what waits: written as the engine would have."""

import json
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from bench.organisation.audiences import Audiences
from bench.organisation.drawing import Drawn, draw
from bench.organisation.rows import pour
from bench.organisation.sizes import Size
from bench.organisation.spaces import Members
from bench.organisation.words import Words, document
from etabli.lib.ids import uuid7
from etabli.platform.db.roles import Connection
from etabli.platform.engine.registry import apps, get

ITEM = (
    "id uid app number space_id audience_id title state state_since author_id assignee_id "
    "created_at updated_at activity_at due_at version lang published comment_count data "
    "flex_map t1 t2 t3 t4"
).split()
COMMENT = ("id uid item_id author_id body text created_at version audience_id").split()
REVISION = "item_id n actor_id at verb patch reason audience_id".split()
AWAITING = "item_id act step who_id since due_at audience_id".split()
BATCH = 50_000
"""Items held in memory at once."""


class Writing:
    """Pours the items of an organisation, batch after batch."""

    def __init__(self, line: Connection, size: Size, members: Members, chance: Random) -> None:
        self._line, self._size, self._members, self._chance = line, size, members, chance
        self._words = Words(chance)
        self._audiences = Audiences(members)
        self._comments = 0

    def run(self) -> Iterator[int]:
        """Write everything; says after each batch how many items there are."""
        batch: list[Drawn] = []
        for one in draw(self._size, self._members, self._chance):
            batch.append(one)
            if len(batch) == BATCH:
                self._pour(batch)
                yield batch[-1].id
                batch = []
        if batch:
            self._pour(batch)
            yield batch[-1].id

    def _pour(self, batch: list[Drawn]) -> None:
        self._audiences.meet(batch)
        pour(self._line, "items_item", ITEM, map(self._item, batch))
        pour(self._line, "items_revision", REVISION, map(self._revision, batch))
        waiting = (self._awaiting(one) for one in batch if self._audiences.awaits(one))
        pour(self._line, "awaited_awaiting", AWAITING, waiting)
        pour(self._line, "items_comment", COMMENT, self._said(batch))

    def _item(self, one: Drawn) -> list[Any]:
        title = self._words.title()
        values = self._values(one, title)
        last = one.made + timedelta(hours=one.comments)
        envelope = [one.state, one.made, one.author, one.assignee, one.made, one.made, last]
        return [
            one.id,
            uuid7(),
            one.app,
            f"INC-{one.id}" if one.app == "incidents" else "",
            one.space,
            self._audiences.of(one),
            title,
            *envelope,
            one.made + timedelta(days=7) if one.assignee else None,
            1,
            "fr",
            True,
            one.comments,
            self._kept(one.app, values),
            get(one.app).flex_mark,
            *self._flex(one.app, values),
        ]

    def _kept(self, app: str, values: dict[str, str]) -> str:
        """What the fields hold, in JSON: the first one for long texts is written in."""
        text = self._words.text(5)
        fields = get(app).fields.items()
        kept = {uid: json.dumps(value, ensure_ascii=False) for uid, value in values.items()}
        rich = next((uid for uid, field in fields if field.kind == "rich_text"), None)
        plain = next((uid for uid, field in fields if getattr(field, "multiline", False)), None)
        if rich:
            kept[rich] = document(text)
        elif plain:
            kept[plain] = json.dumps(text, ensure_ascii=False)
        return "{" + ", ".join(f'"{uid}": {value}' for uid, value in kept.items()) + "}"

    def _values(self, one: Drawn, title: str) -> dict[str, str]:
        values = {"title": title}
        for uid, field in apps()[one.app].fields.items():
            options = getattr(field, "options", None)
            if options and uid != "title":
                values[uid] = self._chance.choice(list(options))
        return values

    def _flex(self, app: str, values: dict[str, str]) -> list[str | None]:
        columns = {column: values.get(uid) for uid, column in get(app).flex.items()}
        return [columns.get(name) for name in ("t1", "t2", "t3", "t4")]

    def _revision(self, one: Drawn) -> list[Any]:
        audience = self._audiences.of(one)
        return [one.id, 1, one.author, one.made, "created", "{}", "", audience]

    def _awaiting(self, one: Drawn) -> list[Any]:
        awaits = get(one.app).states[one.state].awaits
        assert awaits is not None
        due = one.made + timedelta(days=7)
        who = self._audiences.awaited(one)
        return [one.id, awaits.to, one.state, who, one.made, due, self._audiences.of(one)]

    def _said(self, batch: list[Drawn]) -> Iterator[list[Any]]:
        for one in batch:
            people, audience = self._members[one.space], self._audiences.of(one)
            for n in range(one.comments):
                self._comments += 1
                text = self._words.text(2)
                author = people[int(self._chance.random() ** 2 * len(people))]
                said = one.made + timedelta(hours=n + 1)
                where = [self._comments, uuid7(), one.id, author]
                yield [*where, document(text), text, said, 1, audience]
