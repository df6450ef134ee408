"""Spaces that an import opens, found again by origin."""

from collections.abc import Iterable

from django.utils import timezone

from etabli.platform.access.audiences import audience_of, in_space
from etabli.platform.engine.registry import apps
from etabli.platform.people.hues import hue_for
from etabli.platform.spaces.founding import settle_audiences
from etabli.platform.spaces.models import Archiving, Rank, Space, SpaceApp
from etabli.platform.transfer.loading.pieces import Place
from etabli.platform.transfer.loading.rows import (
    in_bulk,
    insert_rows,
    new_ids,
    refresh_audiences,
)


def find_spaces(places: Iterable[Place]) -> dict[str, Space]:
    """Those that are there already, by origin."""
    rows = Space.objects.filter(origin__in=[place.origin for place in places])
    return {str(space.origin): space for space in rows}


def bring_spaces(places: Iterable[Place]) -> tuple[dict[str, Space], int, int]:
    """All of them, by origin; how many were opened, and how many people came into them.

    Runs in one transaction. A space that is there is left as it is, and so is who is in it:
    whoever was taken out of a space must not come back because a file is imported again.
    """
    wanted = {place.origin: place for place in places}
    spaces = find_spaces(wanted.values())
    missing = [place for origin, place in wanted.items() if origin not in spaces]
    admitted = 0
    for place in missing:
        space = spaces[place.origin] = _open(place)
        with in_bulk():
            admitted += _admit(space, place)
        refresh_audiences({space.readers_id, space.audience_id})
    return spaces, len(missing), admitted


def _open(place: Place) -> Space:
    pk = new_ids("spaces_space", 1)[0]
    readers = audience_of([in_space(pk, Rank.GUEST)])
    space = Space(
        pk=pk,
        name=place.name,
        description=place.description,
        visibility=place.visibility,
        hue=hue_for(place.name),
        audience=readers,
        readers=readers,
        created_at=place.created_at or timezone.now(),
        origin=place.origin,
    )
    space.save(force_insert=True)
    settle_audiences(space)
    available = [app for app in place.apps if app in apps()]
    SpaceApp.objects.bulk_create(
        SpaceApp(space=space, app=app, position=at) for at, app in enumerate(available)
    )
    if place.archived_by is not None:
        Archiving.objects.create(space=space, by_id=place.archived_by)
    return space


def _admit(space: Space, place: Place) -> int:
    since = place.created_at or timezone.now()
    rows = [[space.pk, person, rank, since] for person, rank in place.members]
    return insert_rows("spaces_membership", ("space_id", "person_id", "rank", "since"), rows)
