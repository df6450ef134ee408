"""From what a form sent to canonical values, or a sentence beside each field."""

from dataclasses import dataclass, field, replace
from typing import Any

from etabli.platform.engine.app import App
from etabli.platform.engine.conditions import holds_for
from etabli.platform.engine.fields.context import Context, Form
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field

Values = dict[str, Any]


@dataclass
class Submitted:
    """``values``: canonical, by field uid. ``raw``: as typed, to draw the form again.
    ``errors``: sentences, by field uid.
    """

    values: Values = field(default_factory=dict)
    raw: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.errors


def read_form(app: App, uids: list[str], form: Form, context: Context, known: Values) -> Submitted:
    """Read some fields of an app. ``known``: the values the item has now.

    A field hidden by its condition keeps what it had, and is not demanded.
    """
    submitted = Submitted()
    for uid in uids:
        moment = replace(context, current=known.get(uid))
        _read(app.field(uid), form, moment, submitted)
    together = {**known, **submitted.values}
    for uid in uids:
        if not shown(app, uid, together, context):
            submitted.values.pop(uid, None)
            submitted.errors.pop(uid, None)
        elif uid not in submitted.errors and app.field(uid).required:
            _demand(app, uid, submitted)
    return submitted


def shown(app: App, uid: str, values: Values, context: Context) -> bool:
    """Whether a field's condition holds for these values."""
    condition = app.field(uid).shown
    return condition is None or holds_for(app, condition, values, context)


def _read(asked: Field, form: Form, context: Context, to: Submitted) -> None:
    to.raw[asked.uid] = asked.from_form(form, asked.uid)
    try:
        to.values[asked.uid] = asked.validate(to.raw[asked.uid], context)
    except FieldError as refused:
        to.errors[asked.uid] = str(refused)


def _demand(app: App, uid: str, submitted: Submitted) -> None:
    try:
        app.field(uid).demand(submitted.values.get(uid))
    except FieldError as refused:
        submitted.errors[uid] = str(refused)
