"""The tests an app carries: who does what, and what must come of it."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from etabli.platform.engine.definition.names import Uid
from etabli.platform.engine.definition.strict import Strict

VERBS = ("create", "comment", "edit", "delete")
OUTCOMES = (
    *("can_view", "cannot_view", "can_comment", "cannot_comment"),
    *("can_edit", "cannot_edit", "can_create", "cannot_create", "allowed", "denied"),
)


class Trial(Strict):
    """One line of a definition's ``tests``.

    ``as``: who acts, a principal, or ``outsider`` for somebody outside the space. ``item``:
    ``demo.<key>`` of the demonstration; a new item made by somebody else when unsaid.
    ``state``: where it is put first. ``do``: create, comment, edit, delete or a move;
    nothing is done when unsaid. ``with``: the fields filled meanwhile. ``reason``: given to
    the move. ``expect``: can_view, cannot_view, can_edit…; allowed, denied; or the state
    the item must be in.
    """

    who: Annotated[Uid, Field(alias="as")]
    do: Uid | None = None
    item: Annotated[str, StringConstraints(pattern=r"^demo\.[a-z0-9_]{1,40}$")] | None = None
    state: Uid | None = None
    values: dict[Uid, Any] = Field(default_factory=dict, alias="with", max_length=40)
    reason: str | None = Field(default=None, max_length=500)
    expect: Uid
