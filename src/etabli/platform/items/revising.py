"""Changing an item: one revision, one new version, and nobody's work overwritten."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from etabli.platform.items.models import Item, Revision
from etabli.platform.people.models import Person

Patch = dict[str, list[Any]]
ACTING_FOR = "@acting_for"
"""The key of a patch that says in whose place a change was made."""


class StaleVersion(Exception):
    """Somebody changed the item meanwhile. ``current`` is what it has become."""

    def __init__(self, current: Item) -> None:
        super().__init__("the item has a newer version")
        self.current = current


def revise(
    item: Item, columns: dict[str, Any], *, by: Person | None, verb: str, reason: str = ""
) -> Revision | None:
    """Save changed columns of an item (``data`` among them) as its next version.

    ``item.version`` is the version the change was made on. Returns the revision, or None
    when nothing differs. Raises StaleVersion when the database holds a newer one.
    """
    patch = _patch(item, columns)
    if not patch:
        return None
    now = timezone.now()
    saved = Item.objects.filter(pk=item.pk, version=item.version).update(
        **columns, version=F("version") + 1, updated_at=now, activity_at=now
    )
    if not saved:
        raise StaleVersion(Item.objects.get(pk=item.pk))
    for name, value in columns.items():
        setattr(item, name, value)
    item.version, item.updated_at, item.activity_at = item.version + 1, now, now
    return record(item, patch, by=by, verb=verb, reason=reason)


def note(item: Item, patch: Patch, *, by: Person, verb: str, reason: str = "") -> Revision:
    """Append a revision that changes no column: a version of its own, said in the history."""
    now = timezone.now()
    saved = Item.objects.filter(pk=item.pk, version=item.version).update(
        version=F("version") + 1, activity_at=now
    )
    if not saved:
        raise StaleVersion(Item.objects.get(pk=item.pk))
    item.version, item.activity_at = item.version + 1, now
    return record(item, patch, by=by, verb=verb, reason=reason)


def in_the_place_of(revision: Revision, giver: int) -> None:
    """Say in the history that a change was made in the name of somebody who was away."""
    revision.patch[ACTING_FOR] = [None, giver]
    revision.save(update_fields=["patch"])


def record(
    item: Item,
    patch: Patch,
    *,
    by: Person | None,
    verb: str,
    reason: str = "",
    audience_id: int = 0,
) -> Revision:
    """Append a revision of the item's present version, for its audience or a narrower one."""
    return Revision.objects.create(
        item=item,
        n=item.version,
        actor=by,
        verb=verb,
        patch=patch,
        reason=reason,
        audience_id=audience_id or item.audience_id,
    )


def _patch(item: Item, columns: dict[str, Any]) -> Patch:
    patch: Patch = {}
    for name, value in columns.items():
        before = getattr(item, name)
        if name == "data":
            patch |= _field_patch(before, value)
        elif before != value and name not in FLEX:
            patch[f"@{name}"] = [_plain(before), _plain(value)]
    return patch


def _field_patch(before: dict[str, Any], after: dict[str, Any]) -> Patch:
    return {
        uid: [before.get(uid), after.get(uid)]
        for uid in sorted({*before, *after})
        if before.get(uid) != after.get(uid)
    }


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return getattr(value, "pk", None) or str(value)


FLEX = frozenset(
    f"{kind}{n}"
    for kind, top in (("t", 6), ("n", 4), ("d", 4), ("r", 6))
    for n in range(1, top + 1)
) | {"flex_map"}
