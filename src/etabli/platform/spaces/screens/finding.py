"""A space an address names, for whoever asks."""

from uuid import UUID

from django.http import Http404, HttpRequest

from etabli.platform.access.doors import audiences_of, fetch
from etabli.platform.people.asking import person_of
from etabli.platform.spaces.models import Rank, Space
from etabli.platform.spaces.standing import rank_in


def findable(request: HttpRequest, uid: UUID) -> Space:
    """A space the person may know of. Raises Http404."""
    rows = Space.objects.select_related("readers", "parent", "archiving")
    return fetch(rows, by=person_of(request), uid=uid)


def readable(request: HttpRequest, uid: UUID) -> Space:
    """A space whose content the person may read. Raises Http404."""
    space = findable(request, uid)
    if space.readers_id not in audiences_of(person_of(request)):
        raise Http404
    return space


def animated(request: HttpRequest, uid: UUID, rank: int = Rank.ANIMATOR) -> Space:
    """A space the person may run. Raises Http404: what is not offered does not exist."""
    space = readable(request, uid)
    if rank_in(space, person_of(request)) < rank:
        raise Http404
    return space
