"""The stages of an app's items: states, who is awaited in each, and the moves between them."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from etabli.platform.engine.definition.names import Duration, Icon
from etabli.platform.engine.definition.principal import People
from etabli.platform.engine.definition.strict import Named, Strict, Uids
from etabli.platform.engine.definition.words import Words

Tone = Literal["go", "ok", "warn", "stop"]
Act = Literal["decide", "answer", "do", "read"]
ANY_STATE = "any"


class Awaits(Strict):
    """Who must act, to do what, within what time.

    ``otherwise``: who is awaited when ``who`` names nobody, as when nobody is assigned yet.
    ``due``: the item's own due date is the limit when it has one, before ``within``.
    """

    who: People
    otherwise: People = ()
    to: Act
    within: Duration | None = None


class State(Named):
    """A stage. ``p``: progress from 0 to 1, drawn as a pie; guessed from the order if unsaid."""

    name: Words
    awaits: Awaits | None = None
    final: bool = False
    tone: Tone | None = None
    p: Annotated[float, Field(ge=0, le=1)] | None = None
    hint: Words | None = None
    retired: bool = False


Origins = Annotated[
    Uids,
    BeforeValidator(lambda given: () if given == ANY_STATE else given),
]
"""The states a move starts from; ``any``, kept as an empty tuple, is every other state."""


class Move(Named):
    """A way from one state to another, named by the act.

    ``require``: fields that must be filled, asked in the same gesture. ``set``: fields that
    take a value by themselves: a literal, ``actor``, ``author``, ``now``, ``today``, or null.
    """

    name: Words
    start: Origins = Field(alias="from")
    to: str
    who: People
    require: Uids = ()
    reason: Literal["required", "optional"] | None = None
    set: dict[str, Any] = Field(default_factory=dict, max_length=10)
    icon: Icon | None = None
    main: bool = False
    hint: Words | None = None

    def leaves(self, state: str) -> bool:
        """Whether an item in this state can take the move."""
        return (state in self.start) if self.start else state != self.to
