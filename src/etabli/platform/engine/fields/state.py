"""The state of an item, as lists and boards read it. People change it by moves alone."""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from django.db.models.expressions import OrderBy

from etabli.platform.engine.definition.states import State
from etabli.platform.engine.definition.words import Words
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Choice, GroupKey, Part, Shown, Widget

NAME = Words(fr="Étape", en="Stage")


class StateField(Field):
    """The states of an app, in order. Each shows its tone and its progress."""

    lives_in: ClassVar[str] = "t"

    type: Literal["state"] = "state"
    name: Words = NAME
    states: dict[str, State]
    filter: bool = True
    sort: bool = True

    def canonicalise(self, raw: Any, context: Context) -> str:
        if not isinstance(raw, str) or raw not in self.states:
            raise FieldError(str(raw))
        return raw

    def progress(self, uid: str) -> float:
        """How far this state is, from 0 to 1: as declared, else by its place in the order."""
        said = self.states[uid].p
        if said is not None:
            return said
        if self.states[uid].final:
            return 1.0
        order = [one for one, state in self.states.items() if not state.final]
        return order.index(uid) / len(order)

    def form_widget(self, value: Any, context: Context) -> Widget:
        """A filter's choice of states."""
        options = tuple(
            Choice(uid, state.name.say(context.lang), chosen=uid == value)
            for uid, state in self.states.items()
        )
        return Widget("choice", self.uid, self.name.say(context.lang), value or "", options=options)

    def display(self, value: Any, context: Context) -> Shown:
        state = self.states.get(value)
        if state is None:
            return Shown(self.kind, "")
        label = state.name.say(context.lang)
        part = Part(label, uid=value, kind="state", tone=state.tone or "", p=self.progress(value))
        return Shown(self.kind, label, (part,), value)

    def flex_value(self, value: Any) -> str | None:
        return value or None

    def sort_expr(self, column: str, *, descending: bool) -> OrderBy:
        return self._ordered(column, self.states, descending=descending)

    def group_keys(self, context: Context) -> Sequence[GroupKey]:
        return [
            GroupKey(uid, state.name.say(context.lang))
            for uid, state in self.states.items()
            if not state.retired
        ]
