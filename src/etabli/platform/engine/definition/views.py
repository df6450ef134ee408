"""The ways to look at an app's items, and the forms to fill them."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from etabli.platform.engine.definition.names import Icon, Uid
from etabli.platform.engine.definition.strict import Named, Uids, as_tuple
from etabli.platform.engine.definition.words import Words

Condition = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
"""A CEL expression that is true or false."""
SortKey = Annotated[str, StringConstraints(pattern=r"^-?[a-z][a-z0-9_]{0,39}$")]
SortKeys = Annotated[
    tuple[SortKey, ...],
    BeforeValidator(as_tuple, json_schema_input_type=SortKey | list[SortKey]),
]
"""Names to sort by; ``-name`` is the greatest or latest first."""


class View(Named):
    """A list of items: a table, short entries, a board with a column per value, a calendar,
    a tree, pictures.

    ``where``: which items, in CEL. ``group``: under a heading per value. ``by``: what a
    board's columns are, what an entry of a calendar is called and takes its hue from.
    ``columns``: of a table. ``card``: what an entry says beside its title. ``starts``: what
    places an item in a calendar: a date, ``due``, or the item's own beginning if unsaid.
    ``parent``: the relation to the same app that a tree follows. ``cover``: the pictures a
    gallery shows.
    """

    kind: Literal["table", "list", "kanban", "calendar", "tree", "gallery"]
    name: Words | None = None
    icon: Icon | None = None
    where: Condition | None = None
    sort: SortKeys = ("-activity",)
    group: Uid | None = None
    by: Uid | None = None
    starts: Uid | None = None
    parent: Uid | None = None
    cover: Uid | None = None
    columns: Uids = ()
    card: Uids = ()
    default: bool = False
    retired: bool = False

    @property
    def order(self) -> tuple[tuple[str, bool], ...]:
        """The sort as (name, descending) pairs."""
        return tuple((key.removeprefix("-"), key.startswith("-")) for key in self.sort)


class Form(Named):
    """Which fields a form asks, in which order. ``create``, ``edit`` and ``quick`` are known.

    ``each``: a field of files; the form takes many and makes an item of each, with the name of
    the file for its title and the same values in ``fields``.
    """

    name: Words | None = None
    fields: Annotated[Uids, Field(min_length=1)]
    each: Uid | None = None
