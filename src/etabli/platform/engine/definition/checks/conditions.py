"""Conditions: they compile, and read only what they may."""

from collections.abc import Iterator

import cel

from etabli.platform.engine.definition.checks.words import envelope_of
from etabli.platform.engine.definition.faults import Fault, Path, suggestion
from etabli.platform.engine.definition.format import Definition

MOMENT = frozenset({"me", "final"})
"""Names of the moment: whoever looks, and whether the item's state is final."""


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


def names_for(app: Definition, *, listing: bool) -> frozenset[str]:
    """The names a condition may read: for a list, only what has a column."""
    fields = {
        uid
        for uid, field in app.fields.items()
        if not listing or (field.indexed and field.columns != "-" and field.read is None)
    }
    return frozenset(fields) | envelope_of(app) | MOMENT


def check_conditions(app: Definition) -> Iterator[Fault]:
    for path, source, listing in conditions_of(app):
        yield from _check(app, path, source, listing=listing)


def _check(app: Definition, path: Path, source: str, *, listing: bool) -> Iterator[Fault]:
    try:
        names = cel.compile(source).variables()
    except ValueError as error:
        what = str(error).splitlines()[0][:200]
        yield Fault(
            path,
            f"Cette condition n’est pas lisible ({what}).",
            f"This condition cannot be read ({what}).",
        )
        return
    known = names_for(app, listing=listing)
    for name in names:
        if name in known:
            continue
        if listing and name in app.fields:
            yield Fault(
                path,
                f"« {name} » n’a pas de colonne pour les listes. Donnez-lui « filter: true ».",
                f"“{name}” has no column lists can use. Give it “filter: true”.",
            )
            continue
        fr, en = suggestion(name, known)
        yield Fault(
            path,
            f"« {name} » ne désigne rien dans une condition.{fr}",
            f"“{name}” stands for nothing in a condition.{en}",
        )
