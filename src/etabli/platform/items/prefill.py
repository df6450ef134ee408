"""Making something of what was said: the form of a new item, already filled."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from etabli.lib.richtext import Doc, is_empty, relabel
from etabli.lib.text import excerpt
from etabli.platform.access.doors import visible_to
from etabli.platform.items.models import Comment, Item
from etabli.platform.items.resolving import Resolving
from etabli.platform.items.rights import can
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Rank, Space
from etabli.platform.spaces.standing import rank_in

TITLE = 120
"""Characters of a title taken from a text."""


@dataclass(frozen=True)
class Prefill:
    """What a new item starts from. ``link``: the address of its source, to show beside."""

    source: Item | Comment
    title: str
    body: Doc | None
    link: str


@dataclass(frozen=True)
class Maker:
    """An app something can be made with: « Une tâche », and its form."""

    label: str
    url: str
    icon: str = ""
    hue: str = ""


Makers = Callable[[Item, Person], list[Maker]]
_makers: list[Makers] = []


def made_with(makers: Makers) -> None:
    """Let a function give the apps that can make something of an item of this space. Each
    address leads to a form; ``?depuis=`` and the source's uid are added to it.
    """
    _makers[:] = [makers]


def joinable_for(source: Item | Comment, person: Person) -> Space | None:
    """The open space a person only reads, and could make something in if she joined it."""
    space = (source.item if isinstance(source, Comment) else source).space
    outside = space.is_open and rank_in(space, person) < Rank.MEMBER
    member = person.kind == Person.Kind.PERSON and person.active
    return space if outside and member and not hasattr(space, "archiving") else None


def makers_for(source: Item | Comment, person: Person) -> list[Maker]:
    """What a person can make of an item or a comment."""
    item = source.item if isinstance(source, Comment) else source
    found = _makers[0](item, person) if _makers else []
    return [
        Maker(maker.label, f"{maker.url}?depuis={source.uid}", maker.icon, maker.hue)
        for maker in found
    ]


def source_of(uid: UUID, person: Person) -> Item | Comment | None:
    """The comment or the item of this uid, if the person may read it."""
    comments = Comment.objects.filter(uid=uid, deleted_at=None).select_related("item__space")
    comment = visible_to(comments, person).first()
    if comment is not None:
        return comment if can("discuss", comment.item, person) else None
    items = Item.objects.filter(uid=uid, trashed_at=None).select_related("space")
    return visible_to(items, person).first()


def prefill_from(source: Item | Comment, person: Person) -> Prefill:
    """The beginning of an item made of another or of a comment.

    Raises Http404 when the person may not read the source.
    """
    found = source_of(source.uid, person)
    if found is None:
        raise Http404
    if isinstance(found, Comment):
        title = excerpt(found.text.partition("\n")[0], TITLE) or found.item.title[:TITLE]
        return Prefill(found, title, words_of(found, person), f"/commentaires/{found.uid}/")
    return Prefill(found, found.title[:TITLE], None, f"/fiches/{found.uid}/")


def words_of(comment: Comment, person: Person) -> Doc | None:
    """What a comment says, its labels as the person may know them; None for files alone."""
    body = Doc(comment.body)
    if not body or is_empty(body):
        return None
    return relabel(body, Resolving(person, [body]))
