"""What a definition says of any field."""

from datetime import datetime
from typing import ClassVar

from etabli.platform.engine.definition.names import Version
from etabli.platform.engine.definition.principal import People
from etabli.platform.engine.definition.strict import Named
from etabli.platform.engine.definition.views import Condition
from etabli.platform.engine.definition.words import Words

_COMPARED: dict[str, type] = {"t": str, "n": float, "d": datetime, "r": int, "": list}


class FieldSettings(Named):
    """The settings every field has.

    ``shown``: the condition under which forms and pages show it. ``read``, ``write``: who
    may, when fewer than may read or edit the item. ``filter``, ``sort``: lists can filter or
    sort by it, which gives it a column of the item. ``since``: the version of the app that
    brought it; columns are given in that order, so that a field added later moves no other.
    """

    lives_in: ClassVar[str] = "-"
    """The typed columns it lives in when filtered or sorted: ``t``, ``n``, ``d`` or ``r``;
    empty for rows of ``ItemRef``, of which there are as many as one likes; ``-`` when lists
    can neither filter nor sort by it."""

    name: Words
    hint: Words | None = None
    required: bool = False
    shown: Condition | None = None
    read: People | None = None
    write: People | None = None
    filter: bool = False
    sort: bool = False
    since: Version = "0.0.0"
    retired: bool = False

    @property
    def kind(self) -> str:
        """The name of the type: ``text``, ``money``…"""
        return str(type(self).model_fields["type"].default)

    @property
    def columns(self) -> str:
        """Where this field lives: ``lives_in``, unless its settings decide."""
        return self.lives_in

    @property
    def compares_as(self) -> type:
        """The Python type of its values in conditions."""
        return _COMPARED.get(self.columns, object)

    @property
    def indexed(self) -> bool:
        """Whether lists may filter or sort by it."""
        return self.filter or self.sort
