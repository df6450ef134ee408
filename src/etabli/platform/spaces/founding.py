"""Opening a space."""

from collections.abc import Sequence
from typing import Any

from etabli.platform.access.audiences import Principal, audience_of, in_space, one, organisation
from etabli.platform.access.doors import forget_audiences
from etabli.platform.events.log import Fact, emit
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Membership, Rank, Space, SpaceApp
from etabli.platform.spaces.standing import forget_ranks


def found_space(
    name: str, visibility: str, *, by: Person, apps: Sequence[str] = (), **details: Any
) -> Space:
    """Open a space; who opens it owns it.

    ``details`` are further columns of Space (description, hue, parent, inherits, origin).
    """
    # Row-level security shows a row only to its audience, and the space's audiences name the
    # space: it is first her own, then everybody's it is for.
    hers = audience_of([one(by.pk)])
    space = Space.objects.create(
        name=name, visibility=visibility, audience=hers, readers=hers, **details
    )
    Membership.objects.create(space=space, person=by, rank=Rank.OWNER)
    settle_audiences(space)
    SpaceApp.objects.bulk_create(
        SpaceApp(space=space, app=app, position=place) for place, app in enumerate(apps)
    )
    forget_audiences(by)
    forget_ranks(by)
    emit(Fact("space_founded", actor=by, space=space))
    return space


def settle_audiences(space: Space) -> None:
    """Give a space the lineage and the audiences its settings ask for, and save them."""
    inherited = space.parent.lineage if space.parent and space.inherits else []
    space.lineage = [space.pk, *inherited]
    space.save()
    space.readers = audience_of([in_space(space.pk, Rank.GUEST)])
    space.audience = audience_of(_finders(space))
    space.save()


def _finders(space: Space) -> list[Principal]:
    members = in_space(space.pk, Rank.GUEST)
    secret = space.visibility == Space.Visibility.SECRET
    return [members] if secret else [members, organisation()]
