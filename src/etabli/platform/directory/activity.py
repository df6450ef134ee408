"""What a profile shows of somebody's recent work: the part that knows the items gives it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from etabli.platform.people.models import Person


@dataclass(frozen=True)
class Work:
    """A line of recent work: the plate of its app, its title, then its state or when."""

    title: str
    url: str
    icon: str
    hue: str
    state: str = ""
    tone: str = ""
    percent: int = 0
    note: str = ""


Activity = Callable[[Person, Person], Sequence[Work]]
"""``(whose, reader)`` → the latest works that the reader may see, latest first."""


def _none_known(whose: Person, reader: Person) -> Sequence[Work]:
    return ()


_activity: list[Activity] = [_none_known]


def set_activity(activity: Activity) -> None:
    """Say where recent work comes from. Called once, when the program starts."""
    _activity[0] = activity


def activity_of(whose: Person, *, by: Person) -> Sequence[Work]:
    """The recent work of somebody that a reader may see."""
    return _activity[0](whose, by)
