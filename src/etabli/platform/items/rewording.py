"""What a comment said before it was changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from etabli.platform.access.doors import visible_to
from etabli.platform.items.models import Comment, Revision
from etabli.platform.items.resolving import Resolving
from etabli.platform.people.models import Person


@dataclass(frozen=True)
class Former:
    """A text that a comment had until ``until``. ``html`` is safe."""

    until: datetime
    html: str


def former_texts(comment: Comment, person: Person) -> Sequence[Former]:
    """The former texts of a comment, the latest first, as far as a person may read them:
    everybody for a change, its author and whoever deleted it for a deletion.
    """
    rows = visible_to(Revision.objects.filter(comment=comment), person).order_by("-n")[:50]
    told = [(row.at, row.patch.get("@body", [None])[0]) for row in rows]
    resolving = Resolving(person, [body for _at, body in told if body])
    return [Former(at, resolving.html(body)) for at, body in told if body]
