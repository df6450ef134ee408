"""Letters whose words are found when they leave, by whoever knows what may still be said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from etabli.platform.events.log import Fact, emit
from etabli.platform.mail.models import Letter
from etabli.platform.mail.writing import Words


@dataclass(frozen=True)
class Made:
    """What a letter says, in its language, and headers of its own."""

    words: Words
    language: str
    headers: Mapping[str, str] = field(default_factory=dict)


class NotNow(Exception):
    """The letter may not leave before ``until``: whoever gets it is left in peace."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"not before {until}")
        self.until = until


Maker = Callable[[Letter], Made | None]
_makers: dict[str, Maker] = {}


def made_by(name: str) -> Callable[[Maker], Maker]:
    """Have a function find the words of letters of this name. None: there is nothing left to
    say, and the letter is thrown away. It may raise NotNow. It runs as etabli_sys.
    """

    def declared(maker: Maker) -> Maker:
        _makers[name] = maker
        return maker

    return declared


def write_later(maker: str, about: dict[str, Any], *, person_id: int) -> None:
    """Put a letter in the box, in this transaction, whose words and address are found at the
    moment it leaves. ``about``: what its maker needs, ids and no words.
    """
    Letter.objects.create(maker=maker, about=about, person_id=person_id)
    emit(Fact("letter_written"))


def make(letter: Letter) -> Made | None:
    """The words of a letter that waits for them. Raises KeyError when nobody knows how."""
    return _makers[letter.maker](letter)
