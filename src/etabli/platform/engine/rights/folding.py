"""Whom a space lets in already adds nothing to an audience.

« Its readers, and its author » is the audience of a space's readers for as long as the author
is one of them. All items of a space then share one audience, instead of one for each author:
people are in hundreds of audiences, not in hundreds of thousands.
"""

from collections.abc import Iterable, Mapping

from etabli.platform.access.audiences import Principal
from etabli.platform.access.models import Grant
from etabli.platform.spaces.models import Space
from etabli.platform.spaces.standing import ranks_among


def folded(
    principals: Iterable[Principal], space: Space, ranks: Mapping[int, int] | None = None
) -> list[Principal]:
    """The principals without the people that a rank in the space includes.

    ``ranks``: the ranks in that space of the people named, where they are known already.
    When somebody leaves, ``resettling`` gives back what she keeps in her own name.
    """
    named = list(principals)
    enough = min(
        (p.rank or 0 for p in named if p.kind == Grant.Kind.SPACE and p.target == space.pk),
        default=None,
    )
    people = {p.target for p in named if p.kind == Grant.Kind.PERSON and p.target}
    if enough is None or not people:
        return named
    known = ranks if ranks is not None else ranks_among(people, space)
    inside = {person for person in people if known.get(person, 0) >= enough}
    return [p for p in named if p.kind != Grant.Kind.PERSON or p.target not in inside]
