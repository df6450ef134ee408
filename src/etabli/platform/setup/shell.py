"""The chrome of each page: what ``ui/shell.html`` draws."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from etabli.platform.house.filling import Filling, fillings
from etabli.platform.house.models import the_house
from etabli.platform.people.asking import asker_of
from etabli.platform.people.models import Person
from etabli.platform.spaces.standing import ranks_of, spaces_of
from etabli.ui.shell import Face, Link, Section, Shell

MOST_SPACES = 40
"""How many of her spaces the rack shows to somebody who is in more."""
SINGLES = (
    "messages",
    "notices",
    "create_url",
    "search_url",
    "suggest_url",
    "live_url",
    "drafts_url",
    "seen_url",
    "seen_now",
    "walk",
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Nothing is asked of the database before a template draws it."""
    return {"shell": SimpleLazyObject(partial(shell_of, request))}


def shell_of(request: HttpRequest) -> Shell:
    """Three queries at most, besides what other parts of the program add."""
    house = the_house()
    person = asker_of(request)
    if person is None:
        return Shell(house=house.name, colour=house.colour)
    filled = fillings(request)
    here = partial(_here, path=request.path, counts=_counts(filled))
    return Shell(
        house=house.name,
        colour=house.colour,
        person=_face(person),
        sections=tuple(_sections(person, filled, here, request.path)),
        dock=here(_dock(filled)),
        more=here(_more(person, filled)),
        create=_joined(one.create for one in filled),
        account=tuple(_account(person)),
        sign_out_url=reverse("account_logout"),
        theme=person.theme,
        theme_url=reverse("directory:theme"),
        topics=tuple(topic for one in filled for topic in one.topics),
        **_singles(filled),
    )


def _sections(person: Person, filled: list[Filling], here: Any, path: str) -> list[Section]:
    top = [_workbench(), *_near(filled)]
    spaces = _spaces(person, path)
    foot = [*_joined(one.foot for one in filled)]
    if person.is_admin:
        foot.append(Link(_("The house"), reverse("setup:house"), icon="house-line"))
    pinned = _joined(one.pinned for one in filled)
    sections = [
        Section(here(top)),
        Section(here(spaces), title=_("Your spaces"), more=True),
        Section(here(pinned), title=_("Pinned tools"), more=True),
        Section(here(foot), foot=True, more=True),
    ]
    return [section for section in sections if section.links]


def _spaces(person: Person, path: str) -> list[Link]:
    """Her spaces by name; of very many, those she runs and the one she is in come first."""
    mine = spaces_of(person)
    if len(mine) > MOST_SPACES:
        ranks = ranks_of(person)
        first = sorted(mine, key=lambda one: (str(one.uid) not in path, -ranks[one.pk]))
        near = {one.pk for one in first[:MOST_SPACES]}
        mine = [one for one in mine if one.pk in near]
    links = [
        Link(one.name, f"/espaces/{one.uid}/", hue=one.hue, initials=one.initials) for one in mine
    ]
    if len(mine) < len(spaces_of(person)):
        links.append(Link(_("All your spaces"), "/espaces/?voir=mine", icon="squares-four"))
    if not person.is_guest:
        links.append(Link(_("All the spaces"), "/espaces/", icon="compass"))
    return links


def _workbench() -> Link:
    return Link(_("My workbench"), "/", icon="toolbox")


def _directory() -> Link:
    return Link(_("Directory"), reverse("directory:people"), icon="address-book")


def _dock(filled: list[Filling]) -> list[Link]:
    """The bar of phones: the first of the side's own places has its room there."""
    return [
        Link(_("Workbench"), "/", icon="toolbox"),
        Link(_("Spaces"), "/espaces/", icon="squares-four"),
        _near(filled)[0],
    ]


def _more(person: Person, filled: list[Filling]) -> list[Link]:
    """What the last place of the bar opens: all that the side has besides."""
    pinned = _joined(one.pinned + one.foot for one in filled)
    return [*_near(filled)[1:], *pinned, *_account(person)]


def _near(filled: list[Filling]) -> list[Link]:
    return [*_joined(one.links for one in filled), _directory()]


def _account(person: Person) -> list[Link]:
    profile = reverse("directory:person", kwargs={"uid": person.uid})
    links = [
        Link(_("Your profile"), profile, icon="user"),
        Link(_("Settings"), reverse("directory:own"), icon="sliders-horizontal"),
        Link(_("Security"), reverse("signin:security"), icon="lock-key"),
        Link(_("Drafts"), reverse("items:drafts"), icon="note-pencil"),
        Link(_("Trash"), reverse("items:trash_contents"), icon="trash"),
        Link(_("Help"), reverse("guide:help"), icon="question"),
    ]
    if person.is_admin:
        links.append(Link(_("The house"), reverse("setup:house"), icon="house-line"))
    return links


def _here(links: Iterable[Link], *, path: str, counts: dict[str, int]) -> tuple[Link, ...]:
    """Links that know which of them is the page, and what waits behind each."""
    links = list(links)
    best = max((link.url for link in links if _leads(link.url, path)), key=len, default=None)
    return tuple(
        replace(link, current=link.url == best, count=link.count or counts.get(link.url, 0))
        for link in links
    )


def _leads(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def _face(person: Person) -> Face:
    url = reverse("directory:person", kwargs={"uid": person.uid})
    photo = person.photo_url
    return Face(person.name, person.initials, person.hue, url, person.is_guest, photo)


def _counts(filled: list[Filling]) -> dict[str, int]:
    return {url: count for one in filled for url, count in one.counts.items()}


def _joined(groups: Iterable[tuple[Link, ...]]) -> tuple[Link, ...]:
    return tuple(link for group in groups for link in group)


def _singles(filled: list[Filling]) -> dict[str, Any]:
    """What only one part fills: the last to do so."""
    return {name: getattr(one, name) for one in filled for name in SINGLES if getattr(one, name)}
