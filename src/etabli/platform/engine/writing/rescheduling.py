"""Giving an item another day, or another hour, without changing how long it lasts."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.listing.calendar import dates_of, may_reschedule
from etabli.platform.engine.writing.editing import app_of, edit
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person

Moment = tuple[date, time | None]
"""A day, and an hour by the clock of the house; None keeps the hour it has."""


def reschedule(item: Item, of: str, to: Moment, context: Context, *, by: Person) -> None:
    """Move what ``of`` says of an item (``starts``, ``due`` or a date field) to a day.

    Hours are those of the clock: what is at nine stays at nine when the clocks change.
    Raises Refusal with a sentence, StaleVersion.
    """
    app = app_of(item)
    if not may_reschedule(app, item, of, by):
        raise Refusal(_("You can read this, not change it."))
    try:
        values = _moved(app, item, of, to, context)
    except FieldError as refused:
        raise Refusal(str(refused)) from None
    edit(item, values, by=by)


def now_at(app: App, item: Item, of: str, context: Context) -> datetime | None:
    """When that is now, in the time of the house; None when it has no date."""
    if of == "starts":
        return item.starts_at.astimezone(context.zone) if item.starts_at else None
    column = app.column(of)
    at: datetime | None = getattr(item, column) if column else None
    if at is None:
        return None
    in_days = of in app.fields and app.field(of).kind == "date"
    return (
        at.astimezone(UTC).replace(tzinfo=context.zone) if in_days else at.astimezone(context.zone)
    )


def _moved(app: App, item: Item, of: str, to: Moment, context: Context) -> dict[str, Any]:
    at = now_at(app, item, of, context)
    if at is None:
        raise FieldError(_("This has no date yet. Give it one on its page."))
    before = at.replace(tzinfo=None)
    after = datetime.combine(to[0], before.time() if to[1] is None else to[1])
    moved: dict[str, Any] = {}
    for uid in dates_of(app, of):
        value = item.due_at if uid == "due" else item.data.get(uid)
        if value is None:
            continue
        shifted = _shifted(app.field(uid).kind, value, after - before, context)
        moved[uid] = app.field(uid).validate(shifted, context)
    return moved


def _shifted(kind: str, value: Any, by: timedelta, context: Context) -> Any:
    days = timedelta(days=by.days)
    if kind == "period":
        ends = {end: _later(value[end], days) for end in ("start", "end")}
        return {**value, **ends}
    if kind == "date":
        return _later(value, days)
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    local = moment.astimezone(context.zone).replace(tzinfo=None) + by
    return local.strftime("%Y-%m-%dT%H:%M")


def _later(day: str, by: timedelta) -> str:
    return (date.fromisoformat(day) + by).isoformat()
