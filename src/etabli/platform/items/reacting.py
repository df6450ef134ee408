"""A work word said with one gesture: seen, thanks, well done, agreed, needs another look."""

from django.http import Http404

from etabli.platform.events.log import Fact, emit
from etabli.platform.items.models import Comment, Item, Reaction
from etabli.platform.items.rights import can
from etabli.platform.people.models import Person

ICONS = {
    Reaction.Kind.SEEN: "check-circle",
    Reaction.Kind.THANKS: "hand-heart",
    Reaction.Kind.BRAVO: "hands-clapping",
    Reaction.Kind.AGREED: "handshake",
    Reaction.Kind.REVIEW: "seal-question",
}
"""In the order in which they are always shown: by meaning, never by number."""


def react(target: Item | Comment, kind: str, *, by: Person) -> bool:
    """Say a word about an item or a comment, or take it back; whether it is said now.

    Raises Http404 when there is no such word, or the person may not.
    """
    item, comment = _split(target)
    if kind not in ICONS or not may_react(target, by):
        raise Http404
    audience_id = comment.audience_id if comment else item.audience_id
    said = Reaction.objects.filter(item=item, comment=comment, person=by, kind=kind)
    on = not said.delete()[0]
    if on:
        Reaction.objects.bulk_create(
            [Reaction(item=item, comment=comment, person=by, kind=kind, audience_id=audience_id)],
            ignore_conflicts=True,
        )
    emit(
        Fact(
            "reacted" if on else "unreacted",
            actor=by,
            item=item,
            comment=comment,
            audience_id=audience_id,
            payload={"kind": kind},
        )
    )
    return on


def may_react(target: Item | Comment, person: Person) -> bool:
    """Whether reacting is offered."""
    item, comment = _split(target)
    if comment is None:
        return can("react", item, person)
    return (
        comment.deleted_at is None and can("discuss", item, person) and can("react", item, person)
    )


def _split(target: Item | Comment) -> tuple[Item, Comment | None]:
    return (target.item, target) if isinstance(target, Comment) else (target, None)
