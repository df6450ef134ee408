"""A discussion as one person reads it, in a few queries whatever its length."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from etabli.lib.richtext import Doc, references
from etabli.platform.access.doors import array_of, mine_of, within
from etabli.platform.db.prepared import planned
from etabli.platform.files.doors import files_for
from etabli.platform.files.models import StoredFile
from etabli.platform.items.cards import cards_of
from etabli.platform.items.commenting import may_delete, may_edit, may_restore
from etabli.platform.items.composing import Composer, composer_for
from etabli.platform.items.faces import face_of
from etabli.platform.items.models import Comment, Item, ItemRef, LinkCard, Reaction
from etabli.platform.items.reacting import may_react
from etabli.platform.items.reactions import Said, by_target
from etabli.platform.items.resolving import Resolving
from etabli.platform.items.rights import Verb, can
from etabli.platform.people.models import Person
from etabli.ui.shell import Face

THREADS = 20
"""Threads on a page: the latest ones, in time order."""
ANSWERS = 300
RIGHTS: Final[tuple[tuple[str, Verb], ...]] = (("answer", "comment"), ("accept", "accept"))


@dataclass(frozen=True)
class Message:
    """A comment as one person reads it. ``html`` is safe. ``may``: edit, delete, restore,
    answer, react, accept. ``accepted``: the retained answer. ``thread``: the uid of the
    comment it answers, or its own.
    """

    comment: Comment
    by: Face
    organisation: str
    badge: str
    html: str
    files: Sequence[StoredFile]
    reactions: Sequence[Said]
    may: frozenset[str]
    accepted: bool
    thread: UUID
    cards: Sequence[LinkCard] = ()
    answers: Sequence["Message"] = ()

    @property
    def uid(self) -> UUID:
        return self.comment.uid

    @property
    def when(self) -> datetime:
        return self.comment.created_at

    @property
    def gone(self) -> bool:
        """Deleted: only its place is left."""
        return self.comment.deleted_at is not None

    @property
    def pictures(self) -> list[StoredFile]:
        return [file for file in self.files if file.is_image]

    @property
    def pieces(self) -> list[StoredFile]:
        return [file for file in self.files if not file.is_image]


@dataclass
class Discussion:
    """What is said under an item. ``earlier``: the uid before which there is more;
    ``earlier_than``: the one before which these are. ``accepted``: the retained answer, shown
    first as well as in its place.
    """

    item: Item
    person: Person
    threads: Sequence[Message]
    may_comment: bool
    reactions: Sequence[Said] = ()
    may_react: bool = False
    earlier: UUID | None = None
    earlier_than: UUID | None = None
    accepted: Message | None = None

    @property
    def empty(self) -> bool:
        return not self.threads

    @cached_property
    def composer(self) -> Composer | None:
        """Where the person may write, looked up when it is shown."""
        return composer_for(self.item, self.person) if self.may_comment else None


def discussion_of(item: Item, person: Person, before: UUID | None = None) -> Discussion:
    """The latest threads of an item's discussion, or those before one of its comments.

    Empty when the person reads the item and not its discussion.
    """
    if not can("discuss", item, person):
        return Discussion(item, person, (), may_comment=False)
    firsts, earlier = _firsts(item, person, before)
    answers = _answers(
        **_asked(item, person),
        parents=array_of(comment.pk for comment in firsts),
        accepted=item.accepted_comment_id,
    )
    reading = _Reading(item, person, [*firsts, *answers])
    return Discussion(
        item,
        person,
        [reading.thread(comment) for comment in firsts],
        may_comment=can("comment", item, person),
        reactions=reading.reactions.get(None, ()),
        may_react=may_react(item, person),
        earlier=firsts[0].uid if earlier else None,
        earlier_than=before,
        accepted=reading.accepted(),
    )


def thread_of(comment: Comment, person: Person) -> Message:
    """The thread a comment is in, with all its answers."""
    item, first = comment.item, comment.parent_id or comment.pk
    rows = _comments(item, person).filter(Q(pk=first) | Q(parent=first))
    found = list(rows.order_by("created_at", "pk")[:ANSWERS])
    opening = next(one for one in found if one.pk == first)
    return _Reading(item, person, found).thread(opening)


def place_of(comment: Comment, person: Person) -> str:
    """The address where a comment stands among the others."""
    item, first = comment.item, comment.parent or comment
    later = _comments(item, person).filter(parent=None, created_at__gt=first.created_at)
    after = list(later.order_by("created_at", "pk")[:THREADS])
    page = f"/fiches/{item.uid}/"
    if len(after) == THREADS:
        page += f"commentaires/?avant={after[THREADS // 2].uid}"
    return f"{page}#c-{comment.uid}"


def _firsts(item: Item, person: Person, before: UUID | None) -> tuple[list[Comment], bool]:
    found = _latest(before is not None, **_asked(item, person), before=before)
    return list(reversed(found[:THREADS])), len(found) > THREADS


@planned
def _latest(turned: bool, item: Any, mine: Any, before: Any) -> "QuerySet[Comment]":
    comments = _said_under(item, mine).filter(parent=None)
    if turned:
        at = comments.filter(uid=before).values("created_at")[:1]
        comments = comments.filter(created_at__lt=at)
    return comments.order_by("-created_at", "-pk")[: THREADS + 1]


@planned
def _answers(item: Any, mine: Any, parents: Any, accepted: Any) -> "QuerySet[Comment]":
    wanted = Q(parent_id__in_array=parents) | Q(pk=accepted)
    return _said_under(item, mine).filter(wanted).order_by("created_at", "pk")[:ANSWERS]


def _comments(item: Item, person: Person) -> "QuerySet[Comment]":
    return _said_under(item.pk, mine_of(person))


def _said_under(item: Any, mine: Any) -> "QuerySet[Comment]":
    rows = Comment.objects.filter(within("audience_id", mine), item_id=item)
    return rows.select_related("author", "deleted_by")


def _asked(item: Item, person: Person) -> dict[str, Any]:
    return {"item": item.pk, "mine": mine_of(person)}


@planned
def _reacted(item: Any, mine: Any, comments: Any) -> "QuerySet[Reaction]":
    here = Q(comment_id__in_array=comments) | Q(comment=None)
    return Reaction.objects.filter(within("audience_id", mine), here, item_id=item)


@planned
def _carried(item: Any, mine: Any, comments: Any) -> "QuerySet[ItemRef, tuple[int, int]]":
    rows = ItemRef.objects.filter(
        within("audience_id", mine),
        item_id=item,
        kind=ItemRef.Kind.FILE,
        comment_id__in_array=comments,
        target__isnull=False,
    )
    return rows.values_list("comment_id", "target")  # type: ignore[return-value]


@dataclass
class _Reading:
    """Comments being read by one person: all that surrounds them, looked up at once."""

    item: Item
    person: Person
    comments: Sequence[Comment]
    reactions: Mapping[int | None, Sequence[Said]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unique = {comment.pk: comment for comment in self.comments}
        self.comments = list(unique.values())
        self.threads = {comment.pk: comment.uid for comment in self.comments}
        for comment in self.comments:
            comment.item = self.item
        self.resolving = Resolving(self.person, [comment.body for comment in self.comments])
        self.reactions = by_target(self._reactions(), self.person)
        self.files = self._files()
        self.cards = cards_of(self.comments)
        self.rights = frozenset(name for name, verb in RIGHTS if can(verb, self.item, self.person))

    def thread(self, first: Comment) -> Message:
        """A comment with its answers."""
        answers = [self.message(one) for one in self.comments if one.parent_id == first.pk]
        return replace(self.message(first), answers=answers)

    def accepted(self) -> Message | None:
        """The retained answer."""
        found = (one for one in self.comments if one.pk == self.item.accepted_comment_id)
        return next((self.message(one) for one in found if one.deleted_at is None), None)

    def message(self, comment: Comment) -> Message:
        """A comment, with what its reader may do about it."""
        author, gone = comment.author, comment.deleted_at is not None
        return Message(
            comment,
            face_of(author),
            author.organisation if author.is_guest else "",
            "assignee" if author.pk == self.item.assignee_id else "",
            "" if gone else self.resolving.html(comment.body),
            () if gone else self.files.get(comment.pk, ()),
            () if gone else self.reactions.get(comment.pk, ()),
            self._may(comment),
            not gone and comment.pk == self.item.accepted_comment_id,
            self.threads.get(comment.parent_id or comment.pk, comment.uid),
            () if gone else self.cards.get(comment.pk, ()),
        )

    def _may(self, comment: Comment) -> frozenset[str]:
        asked = {
            "edit": may_edit(comment, self.person),
            "delete": may_delete(comment, self.person),
            "restore": may_restore(comment, self.person),
            "react": may_react(comment, self.person),
        }
        open_to = frozenset() if comment.deleted_at is not None else self.rights
        return open_to | {name for name, yes in asked.items() if yes}

    def _reactions(self) -> Iterable[Reaction]:
        return _reacted(**_asked(self.item, self.person), comments=self._ids)

    @property
    def _ids(self) -> str:
        return array_of(comment.pk for comment in self.comments)

    def _files(self) -> Mapping[int, list[StoredFile]]:
        """The files that comments carry beside their texts."""
        held = _carried(**_asked(self.item, self.person), comments=self._ids)
        if not held:
            return {}
        wanted = {target for _, target in held}
        stored = {file.pk: file for file in files_for(self.person).filter(pk__in=wanted)}
        shown = {comment.pk: _in_text(comment) for comment in self.comments}
        found: dict[int, list[StoredFile]] = {}
        for comment_id, target in sorted(held):
            file = stored.get(target)
            if file is not None and str(file.uid) not in shown[comment_id]:
                found.setdefault(comment_id, []).append(file)
        return found


def _in_text(comment: Comment) -> set[str]:
    named = references(Doc(comment.body)) if comment.body else ()
    return {reference.uid for reference in named if reference.kind == "file"}
