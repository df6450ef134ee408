"""Changing what a space is: its name, who may find it, its place in the tree, its apps."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from etabli.platform.events.log import Fact, emit
from etabli.platform.people.models import Person
from etabli.platform.spaces.founding import settle_audiences
from etabli.platform.spaces.models import Archiving, Rank, Space, SpaceApp
from etabli.platform.spaces.refusal import SpaceRefusal
from etabli.platform.spaces.standing import may, rank_in

DETAILS = ("name", "description", "hue", "visibility", "parent", "inherits")


def change(space: Space, details: dict[str, Any], *, by: Person) -> None:
    """Change some of ``DETAILS``. Only an owner changes who may see.

    Raises SpaceRefusal when the person may not, or when the tree would turn on itself.
    """
    need(space, by, Rank.ANIMATOR)
    before = {name: getattr(space, name) for name in DETAILS}
    after = {**before, **{name: details[name] for name in DETAILS if name in details}}
    changed = {name for name in DETAILS if before[name] != after[name]}
    if changed & {"visibility", "parent", "inherits"}:
        need(space, by, Rank.OWNER)
    _check_parent(space, after["parent"])
    for name in changed:
        setattr(space, name, after[name])
    settle_audiences(space)
    _settle_below(space)
    payload = {"changed": sorted(changed), "visibility": space.visibility}
    emit(Fact("space_changed", actor=by, space=space, payload=payload))


def switch_apps(space: Space, apps: Sequence[str], *, by: Person) -> None:
    """Say which apps a space uses, in the order of its tabs. Switching off deletes nothing,
    but whom the house had named for the app is to be named again.
    """
    need(space, by, Rank.ANIMATOR)
    gone = SpaceApp.objects.filter(space=space).exclude(app__in=apps)
    off = dict(gone.values_list("app", "asks"))
    gone.delete()
    for place, app in enumerate(apps):
        SpaceApp.objects.update_or_create(space=space, app=app, defaults={"position": place})
    emit(Fact("apps_switched", actor=by, space=space, payload={"apps": list(apps), "off": off}))


def archive(space: Space, *, by: Person) -> None:
    """Close a space: everything stays readable, nothing more is written."""
    need(space, by, Rank.OWNER)
    Archiving.objects.get_or_create(space=space, defaults={"by": by})
    emit(Fact("space_archived", actor=by, space=space))


def reopen(space: Space, *, by: Person) -> None:
    """Bring an archived space back."""
    if rank_in(space, by) < Rank.OWNER:
        raise SpaceRefusal(_("Only the owners of this space can do this."))
    Archiving.objects.filter(space=space).delete()
    emit(Fact("space_reopened", actor=by, space=space))


def _settle_below(space: Space) -> None:
    for child in Space.objects.filter(parent=space).select_related("parent"):
        child.parent = space
        settle_audiences(child)
        _settle_below(child)


def _check_parent(space: Space, parent: Space | None) -> None:
    above = parent
    while above is not None:
        if above.pk == space.pk:
            raise SpaceRefusal(_("A space cannot be placed inside itself."), "parent")
        above = above.parent


def need(space: Space, person: Person, rank: int) -> None:
    """Raise SpaceRefusal, in words, for whoever does not have this rank in a space alive."""
    if not may(person, rank, space):
        owner = rank == Rank.OWNER
        raise SpaceRefusal(
            _("Only the owners of this space can do this.")
            if owner
            else _("Only the animators of this space can do this.")
        )
