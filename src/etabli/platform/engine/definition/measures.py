"""What an app measures of the work it carries: counts, shares, times. Never of one person.

Times are read from the history of moves. ``time_in('new')``: how long items stayed in that
state, counted for those that left it. ``time_to('done')``: from creation to the first
arrival there. ``time_to_answer()``: from creation to the first comment by somebody else.
"""

import re
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from etabli.platform.engine.definition.faults import refuse
from etabli.platform.engine.definition.names import Duration, length_of
from etabli.platform.engine.definition.strict import Named
from etabli.platform.engine.definition.views import Condition
from etabli.platform.engine.definition.words import Words

_TIMES = re.compile(r"^(?:(time_in|time_to)\('([a-z][a-z0-9_]{0,39})'\)|(time_to_answer)\(\))$")


def _known_time(given: str) -> str:
    if not _TIMES.match(given):
        raise refuse(
            f"« {given} » ne mesure rien. Écrivez time_in('étape'), time_to('étape') "
            "ou time_to_answer().",
            f"“{given}” measures nothing. Write time_in('state'), time_to('state') "
            "or time_to_answer().",
        )
    return given


Time = Annotated[str, Field(max_length=80), AfterValidator(_known_time)]


def _number_or_time(given: object) -> object:
    return given if isinstance(given, int | float) else length_of(given)


Target = Annotated[
    timedelta | float,
    BeforeValidator(_number_or_time, json_schema_input_type=str | float),
]


class Measure(Named):
    """One figure over the items created in ``over`` (four weeks if unsaid).

    Exactly one of: ``count: items``, those for which ``where`` holds; ``share``, a condition:
    the part of the items of ``where`` for which it holds; ``median``, a time.
    ``target``: a duration for a time, a part between 0 and 1 for a share, a number for a count.
    """

    name: Words
    count: Literal["items"] | None = None
    share: Condition | None = None
    median: Time | None = None
    where: Condition | None = None
    over: Duration = timedelta(days=28)
    target: Target | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> "Measure":
        if sum(kind is not None for kind in (self.count, self.share, self.median)) != 1:
            raise refuse(
                "Une mesure est soit « count », soit « share », soit « median ».",
                "A measure is one of “count”, “share” or “median”.",
            )
        if self.target is not None and isinstance(self.target, timedelta) != (
            self.median is not None
        ):
            raise refuse(
                "La cible d’un temps est une durée comme P2D ; celle d’un compte ou d’une part "
                "est un nombre.",
                "The target of a time is a duration such as P2D; that of a count or a share "
                "is a number.",
            )
        return self

    @property
    def kind(self) -> Literal["count", "share", "median"]:
        if self.count is not None:
            return "count"
        return "share" if self.share is not None else "median"

    @property
    def time(self) -> tuple[str, str]:
        """Which time a median takes and of which state: ("time_in", "new")."""
        found = _TIMES.match(self.median or "")
        if found is None:
            return "", ""
        return found[1] or found[3], found[2] or ""
