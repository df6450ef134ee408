"""Units: a tree whose every node knows the way to its root."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line
from etabli.platform.events.log import Fact, emit
from etabli.platform.people.models import Person, Unit
from etabli.platform.people.refusal import PersonRefusal, refuse_unless_admin


@transaction.atomic
def create_unit(name: str, *, parent: Unit | None = None, by: Person | None) -> Unit:
    """Add a unit to the tree. Raises PersonRefusal for an empty name or one beside it."""
    refuse_unless_admin(by=by)
    name = _free_name(name, parent)
    unit = Unit.objects.create(name=name, parent=parent)
    unit.path = [*_path(parent), unit.pk]
    unit.save()
    emit(Fact("unit_created", actor=by, payload={"unit": unit.pk, "name": name}))
    return unit


@transaction.atomic
def rename_unit(unit: Unit, name: str, *, by: Person | None) -> None:
    """Give a unit another name. Raises PersonRefusal as ``create_unit`` does."""
    refuse_unless_admin(by=by)
    unit.name = _free_name(name, unit.parent, besides=unit)
    unit.save()
    emit(Fact("unit_renamed", actor=by, payload={"unit": unit.pk, "name": unit.name}))


@transaction.atomic
def move_unit(unit: Unit, parent: Unit | None, *, by: Person | None) -> None:
    """Hang a unit, with all that is under it, elsewhere in the tree.

    Raises PersonRefusal when ``parent`` is the unit itself or below it.
    """
    refuse_unless_admin(by=by)
    # One move at a time: two at once could make a loop.
    list(Unit.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    if parent is not None:
        parent.refresh_from_db()
        if unit.pk in parent.path:
            raise PersonRefusal(
                _("%(unit)s cannot be under itself. Choose another place.") % {"unit": unit.name},
                "parent",
            )
    _free_name(unit.name, parent, besides=unit)
    unit.parent = parent
    unit.save()
    _settle_paths(unit, _path(parent))
    emit(Fact("unit_moved", actor=by, payload={"unit": unit.pk}))


@transaction.atomic
def delete_unit(unit: Unit, *, by: Person | None) -> None:
    """Remove an empty unit. Raises PersonRefusal while people or units are in it."""
    refuse_unless_admin(by=by)
    if unit.people.exists() or unit.children.exists():
        raise PersonRefusal(
            _("%(unit)s is not empty. Move its people and its units first.") % {"unit": unit.name}
        )
    emit(Fact("unit_deleted", actor=by, payload={"unit": unit.pk, "name": unit.name}))
    unit.delete()


def tree(units: Iterable[Unit]) -> list[tuple[Unit, int]]:
    """Units in the order of the tree, each with its depth from 0."""
    below: dict[int | None, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: unit.sort_key):
        below.setdefault(unit.parent_id, []).append(unit)
    ordered: list[tuple[Unit, int]] = []
    waiting = [(unit, 0) for unit in reversed(below.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        ordered.append((unit, depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(unit.pk, []))]
    return ordered


def _free_name(name: str, parent: Unit | None, besides: Unit | None = None) -> str:
    name = clean_line(name, 200)
    if not name:
        raise PersonRefusal(_("Give this unit a name."), "name")
    beside = Unit.objects.filter(parent=parent, name__iexact=name)
    if besides is not None:
        beside = beside.exclude(pk=besides.pk)
    if beside.exists():
        raise PersonRefusal(
            _("There is already a unit called %(name)s here.") % {"name": name}, "name"
        )
    return name


def _path(unit: Unit | None) -> list[int]:
    return list(unit.path) if unit else []


def _settle_paths(unit: Unit, above: list[int]) -> None:
    waiting = [(unit, above)]
    while waiting:
        at, path = waiting.pop()
        at.path = [*path, at.pk]
        at.save(update_fields=["path", "sort_key"])
        waiting += [(child, at.path) for child in at.children.all()]
