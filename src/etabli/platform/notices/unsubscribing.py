"""The link at the foot of each letter: it works signed out, and says nothing by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core import signing

from etabli.platform.notices.models import Kind

SALT = "etabli.notices.unsubscribe"


@dataclass(frozen=True)
class Wish:
    """Who wants no more mail, of which kinds."""

    person_id: int
    kinds: Sequence[str]


def token_for(person_id: int, kinds: Sequence[str]) -> str:
    """The sealed wish that a letter carries. It does not expire: old letters must let go too."""
    return signing.dumps([person_id, *sorted(set(kinds))], salt=SALT)


def wish_in(token: str) -> Wish | None:
    """The wish of a token; None when this house did not seal it."""
    try:
        person_id, *kinds = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Wish(int(person_id), [kind for kind in kinds if kind in Kind.values])
