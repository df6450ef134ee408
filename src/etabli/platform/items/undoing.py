"""Going back on one change, as a new change."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_noop

from etabli.lib.sentences import SaidError
from etabli.platform.access.doors import visible_to
from etabli.platform.events.log import Fact, emit
from etabli.platform.items.models import Item, ItemPart, Revision
from etabli.platform.items.revising import revise
from etabli.platform.items.rights import can
from etabli.platform.people.models import Person

ENVELOPE = frozenset({"@title", "@assignee_id", "@due_at", "@starts_at", "@ends_at"})
"""Columns one may go back on; the others (state, trash, answer) have verbs of their own."""

Patch = Mapping[str, list[Any]]
Rewrite = Callable[[Item, dict[str, Any], Person], None]
_rewrite: list[Rewrite] = []


def rewritten_by(rewrite: Rewrite) -> None:
    """Let a function give an item's fields their former values: ``{key of the patch: value}``.
    It asks for the rights, checks the values and records the revision, of verb ``undone``.
    """
    _rewrite[:] = [rewrite]


class Undoing:
    """What may be undone of an item by one person; asks the database once for many changes."""

    def __init__(self, item: Item, person: Person) -> None:
        self._item = item
        self._may = can("edit", item, person)

    def offered(self, patch: Patch) -> bool:
        """Whether she may go back on a change: she may edit, and nobody changed it since."""
        return self._may and _fits(patch) and not self.stale(patch)

    def stale(self, patch: Patch) -> bool:
        """Whether something a change set is no longer as it set it."""
        return any(self._present(key) != after for key, (_before, after) in patch.items())

    def _present(self, key: str) -> Any:
        if not key.startswith("@"):
            return self._values.get(key)
        value = getattr(self._item, key[1:])
        return value if value is None or isinstance(value, int | str) else str(value)

    @cached_property
    def _values(self) -> dict[str, Any]:
        parts = ItemPart.objects.filter(item=self._item).values_list("data", flat=True)
        restricted = {key: value for part in parts for key, value in part.items()}
        return {**restricted, **self._item.data}


def undo(item: Item, n: int, *, by: Person) -> None:
    """Give back the values that version ``n`` changed.

    Raises Http404 when there is no such change or the person may not edit, SaidError when
    something it changed has changed again since.
    """
    rows = visible_to(Revision.objects.filter(item=item, n=n, comment=None), by)
    patch = {key: values for revision in rows for key, values in revision.patch.items()}
    if not _fits(patch) or not can("edit", item, by):
        raise Http404
    if Undoing(item, by).stale(patch):
        raise SaidError(
            gettext_noop("This has changed again since: go back on the latest change first.")
        )
    former = {key: before for key, (before, _after) in patch.items()}
    (_rewrite[0] if _rewrite else _plainly)(item, former, by)


def _fits(patch: Patch) -> bool:
    return bool(patch) and all(not key.startswith("@") or key in ENVELOPE for key in patch)


def _plainly(item: Item, former: dict[str, Any], by: Person) -> None:
    columns = {key[1:]: _typed(key[1:], value) for key, value in former.items() if key[0] == "@"}
    data = item.data | {key: value for key, value in former.items() if key[0] != "@"}
    kept = {key: value for key, value in data.items() if value is not None}
    revise(item, columns | {"data": kept}, by=by, verb="undone")
    emit(Fact("edited", actor=by, item=item, payload={"fields": sorted(former)}))


def _typed(column: str, value: Any) -> Any:
    field = Item._meta.get_field(column)
    if value is None or isinstance(field, models.ForeignKey):
        return value
    return field.to_python(value) if isinstance(field, models.Field) else value
