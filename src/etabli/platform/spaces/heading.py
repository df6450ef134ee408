"""The head of every page of a space: who it is for, who animates it, its tabs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from etabli.platform.db.prepared import prepared
from etabli.platform.people.models import Person
from etabli.platform.spaces.circles import Circle, circle_of
from etabli.platform.spaces.models import Membership, Rank, Space
from etabli.platform.spaces.standing import rank_in
from etabli.ui.shell import Face, Link

Tabs = Callable[[Space, Person, str], list[Link]]


@dataclass(frozen=True)
class Heading:
    """What the head of a space shows. ``rank``: the reader's."""

    space: Space
    circle: Circle
    rank: int
    tabs: list[Link]
    animators: list[Person]
    faces: list[Face]
    archived: bool
    jobs: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"/espaces/{self.space.uid}/"

    @property
    def can_animate(self) -> bool:
        return self.rank >= Rank.ANIMATOR and not self.archived

    @property
    def is_member(self) -> bool:
        return self.rank >= Rank.MEMBER or self.rank == Rank.GUEST


def _no_tabs(space: Space, person: Person, current: str) -> list[Link]:
    return []


_tabs: list[Tabs] = [_no_tabs]


def set_app_tabs(tabs: Tabs) -> None:
    """The engine says which tabs the apps of a space make."""
    _tabs[0] = tabs


def heading_of(space: Space, person: Person, current: str = "") -> Heading:
    """The head of a space for one reader. ``current``: the tab she is on."""
    rank = rank_in(space, person)
    members = sorted(_members(space=space.pk), key=lambda one: (-one.rank, one.person.sort_key))
    return Heading(
        space=space,
        circle=circle_of(space.readers, by=person),
        rank=rank,
        tabs=_all_tabs(space, person, current, rank),
        animators=[m.person for m in members if m.rank >= Rank.ANIMATOR][:3],
        faces=[_face(m.person) for m in members],
        archived=hasattr(space, "archiving"),
        jobs={
            f"/personnes/{m.person.uid}/": m.person.job or m.person.organisation for m in members
        },
    )


@prepared
def _members(space: Any) -> QuerySet[Membership]:
    """Some of them, the highest ranks first. In a space of thousands, those who have been there
    the longest: by their names, all would be read to show a few.
    """
    people = Membership.objects.filter(space_id=space, person__active=True)
    return people.select_related("person").order_by("-rank", "pk")[:60]


def _all_tabs(space: Space, person: Person, current: str, rank: int) -> list[Link]:
    url = f"/espaces/{space.uid}/"
    tabs = [Link(_("Home"), url, icon="house-line", current=current == "home")]
    if rank:
        tabs += _tabs[0](space, person, current)
        tabs.append(
            Link(_("Members"), f"{url}membres/", icon="users-three", current=current == "members")
        )
    if rank >= Rank.ANIMATOR and not hasattr(space, "archiving"):
        tabs.append(
            Link(_("Add an app"), f"{url}reglages/apps/", icon="plus", current=current == "apps")
        )
    return tabs


def _face(person: Person) -> Face:
    url, photo = f"/personnes/{person.uid}/", person.photo_url
    return Face(person.name, person.initials, person.hue, url, person.is_guest, photo)
