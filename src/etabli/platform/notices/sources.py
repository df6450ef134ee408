"""Whom an event concerns, and why, before anybody asks what they may see."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Q

from etabli.platform.access.audiences import audience_of, in_space, unit
from etabli.platform.access.models import Grant
from etabli.platform.awaited.computing import MENTION
from etabli.platform.awaited.models import Awaiting
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights.granting import grants_of
from etabli.platform.events.models import Event
from etabli.platform.items.models import Comment, Item, Reaction
from etabli.platform.notices.models import Reason
from etabli.platform.spaces.models import Rank


@dataclass(frozen=True)
class Source:
    """Some people concerned: by name, as those of an audience, or as followers of the item.
    ``about``: a uid their sentence needs.
    """

    reason: Reason
    people: tuple[int, ...] = ()
    audience_id: int | None = None
    followers: bool = False
    about: str = ""


@dataclass(frozen=True)
class Happened:
    """An event with what it is about, as it is now."""

    event: Event
    item: Item | None
    comment: Comment | None

    @property
    def state(self) -> str:
        """The state a move led to."""
        return str(self.event.payload.get("to", ""))


Finder = Callable[[Happened, Item], Iterator[Source]]


def sources_of(happened: Happened) -> list[Source]:
    """Whom an event concerns, the strongest reasons first."""
    verb = happened.event.verb
    if happened.item is None:
        return list(_OF_SPACES.get(verb, _nobody)(happened))
    return [one for find in _OF_ITEMS.get(verb, ()) for one in find(happened, happened.item)]


def _mentioned(happened: Happened, item: Item) -> Iterator[Source]:
    yield Source(Reason.MENTION, tuple(happened.event.payload.get("mentioned", ())))
    for kind, pk in happened.event.payload.get("called", ()):
        group = unit(pk) if kind == "unit" else in_space(pk, Rank.GUEST)
        yield Source(Reason.MENTION, audience_id=audience_of([group]).pk, about="group")


def _assignee(happened: Happened, item: Item) -> Iterator[Source]:
    changed = happened.event.payload.get("fields", ("@assignee_id",))
    if item.assignee_id and "@assignee_id" in changed:
        yield Source(Reason.ASSIGNED, (item.assignee_id,))


def _awaited(happened: Happened, item: Item) -> Iterator[Source]:
    if happened.state and happened.state != item.state:
        return  # it went on meanwhile: who was awaited there no longer is
    for row in Awaiting.objects.filter(item=item, step=item.state).exclude(step=MENTION):
        reason = Reason.AWAITED if _is_few(row.who_id) else Reason.CALLED
        yield Source(reason, audience_id=row.who_id, about=row.act)


def _is_few(audience_id: int) -> bool:
    """Whether an audience names people, a unit or those who run a space: somebody in it is
    counted on. A question to all members of a space calls everybody, which is news.
    """
    role = Q(kind=Grant.Kind.SPACE) & Q(rank__lt=Rank.ANIMATOR)
    broad = Grant.objects.filter(Q(kind=Grant.Kind.ORGANISATION) | role, audience=audience_id)
    return not broad.exists()


def _named(happened: Happened, item: Item) -> Iterator[Source]:
    app = apps().get(item.app)
    if app is None:
        return
    words = app.notify.moved if happened.event.verb == "moved" else app.notify.created
    then = happened.state or item.state
    counting = [replace(word, state=None) for word in words if word.counts_in(then)]
    of_roles = [word for word in counting if word.rank is not None]
    of_people = [word for word in counting if word.rank is None]
    for reason, named in ((Reason.NAMED, of_people), (Reason.SPACE, of_roles)):
        if grants := grants_of(app, named, item):
            yield Source(reason, audience_id=audience_of(grants).pk, about=happened.state)


def _answered(happened: Happened, item: Item) -> Iterator[Source]:
    """Who wrote the message that this one answers."""
    if happened.comment and happened.comment.parent:
        yield Source(Reason.YOURS, (happened.comment.parent.author_id,))


def _author(happened: Happened, item: Item) -> Iterator[Source]:
    """Who wrote what was reacted to, or retained. A reaction taken back was never said."""
    if happened.event.verb == "reacted" and not _still_said(happened.event):
        return
    if happened.event.comment_id is None:
        yield Source(Reason.YOURS, (item.author_id,))
    elif happened.comment:
        yield Source(Reason.YOURS, (happened.comment.author_id,))


def _still_said(event: Event) -> bool:
    said = Reaction.objects.filter(item=event.item_id, comment=event.comment_id)
    return said.filter(person=event.actor_id, kind=event.payload["kind"]).exists()


def _followers(happened: Happened, item: Item) -> Iterator[Source]:
    # A state that followed by itself from what somebody said was told with it.
    if happened.event.payload.get("move") == "":
        return
    yield Source(Reason.FOLLOWED, followers=True, about=happened.state)


def _nobody(happened: Happened) -> Iterable[Source]:
    return ()


def _brought_in(happened: Happened) -> Iterable[Source]:
    former = happened.event.payload.get("former")
    yield Source(Reason.INVITED, _person(happened), about="role" if former else "")


def _deciders(happened: Happened) -> Iterable[Source]:
    space_id = happened.event.space_id
    if space_id:
        animators = audience_of([in_space(space_id, Rank.ANIMATOR)])
        yield Source(Reason.ASKED, audience_id=animators.pk)


def _person(happened: Happened) -> tuple[int, ...]:
    return (happened.event.person_id,) if happened.event.person_id else ()


_OF_ITEMS: dict[str, tuple[Finder, ...]] = {
    "created": (_mentioned, _assignee, _awaited, _named),
    "edited": (_mentioned, _assignee),
    "assigned": (_assignee, _followers),
    "moved": (_awaited, _named, _followers),
    "commented": (_mentioned, _answered, _followers),
    "comment_edited": (_mentioned,),
    "accepted": (_author, _followers),
    "reacted": (_author,),
}
_OF_SPACES: dict[str, Callable[[Happened], Iterable[Source]]] = {
    "joined": _brought_in,
    "join_declined": _brought_in,
    "join_asked": _deciders,
}
VERBS = (*_OF_ITEMS, *_OF_SPACES)
