"""From what a form sent to canonical values, or a sentence beside each field."""

from dataclasses import dataclass, field, replace
from typing import Any

from etabli.platform.engine.app import App
from etabli.platform.engine.conditions import holds_for
from etabli.platform.engine.fields.context import Context, Form
from etabli.platform.engine.fields.errors import FieldError

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
        _read(app, uid, form, context, known, submitted)
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


def _read(app: App, uid: str, form: Form, context: Context, known: Values, to: Submitted) -> None:
    asked = app.field(uid)
    to.raw[uid] = asked.from_form(form, uid)
    try:
        to.values[uid] = asked.validate(to.raw[uid], replace(context, current=known.get(uid)))
    except FieldError as refused:
        to.errors[uid] = str(refused)


def _demand(app: App, uid: str, submitted: Submitted) -> None:
    try:
        app.field(uid).demand(submitted.values.get(uid))
    except FieldError as refused:
        submitted.errors[uid] = str(refused)
