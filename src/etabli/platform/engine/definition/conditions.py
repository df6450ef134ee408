"""What conditions may read in an app, and the conditions themselves, compiled."""

from collections.abc import Iterator
from datetime import datetime

from etabli.lib import expression
from etabli.lib.expression import Expression
from etabli.platform.engine.definition.faults import Path
from etabli.platform.engine.definition.format import Definition

ENVELOPE_TYPES: dict[str, type] = {
    "title": str,
    "number": str,
    "space": int,
    "state": str,
    "author": int,
    "assignee": int,
    "due": datetime,
    "starts": datetime,
    "ends": datetime,
    "created": datetime,
    "updated": datetime,
    "activity": datetime,
    "comments": float,
    "votes": float,
}
MOMENT: dict[str, type] = {"me": int, "final": bool}
"""Names of the moment: whoever looks, and whether the item's state is final."""


def envelope_of(app: Definition) -> frozenset[str]:
    """The names of the envelope that mean something for this app's items."""
    names = set(ENVELOPE_TYPES)
    schedule = app.behaviours.schedulable
    if not app.states:
        names.discard("state")
    if not app.number:
        names.discard("number")
    if app.behaviours.assignable is None:
        names.discard("assignee")
    if schedule is None or not schedule.due:
        names.discard("due")
    if schedule is None or not schedule.dated:
        names -= {"starts", "ends"}
    if app.behaviours.commentable is None:
        names.discard("comments")
    if app.behaviours.votable is None:
        names.discard("votes")
    return frozenset(names)


def names_for(app: Definition, *, listing: bool) -> dict[str, type]:
    """The names a condition may read, with their types; for a list, what has a column."""
    fields = {
        uid: field.compares_as
        for uid, field in app.fields.items()
        if (field.indexed and field.columns != "-" and field.read is None)
        or (not listing and field.kind != "formula")
    }
    envelope = {name: ENVELOPE_TYPES[name] for name in envelope_of(app)}
    return {**envelope, **fields, **MOMENT}


def compiled(app: Definition, source: str, *, listing: bool) -> Expression:
    """A condition checked against the app. Raises ExpressionError."""
    return expression.compile(source, names_for(app, listing=listing))


def conditions_of(app: Definition) -> Iterator[tuple[Path, str, bool]]:
    """Every condition: where it stands, its text, and whether a list is filtered by it."""
    for uid, field in app.fields.items():
        if field.shown is not None:
            yield ("fields", uid, "shown"), field.shown, False
    for uid, view in app.views.items():
        if view.where is not None:
            yield ("views", uid, "where"), view.where, True
    for uid, measure in app.measures.items():
        for key in ("where", "share"):
            if getattr(measure, key) is not None:
                yield ("measures", uid, key), getattr(measure, key), True
