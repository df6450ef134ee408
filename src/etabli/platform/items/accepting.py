"""Retaining the comment that answers."""

from django.http import Http404

from etabli.platform.events.log import Fact, emit
from etabli.platform.items.models import Comment, Item
from etabli.platform.items.revising import revise
from etabli.platform.items.rights import demand, hold
from etabli.platform.people.models import Person


def accept(comment: Comment, *, by: Person) -> None:
    """Retain a comment as the answer; the one retained before gives way.

    Raises Http404 when the person may not.
    """
    item = comment.item
    hold(item)
    demand("accept", item, by)
    if comment.deleted_at is not None:
        raise Http404
    if revise(item, {"accepted_comment_id": comment.pk}, by=by, verb="accepted"):
        emit(
            Fact("accepted", actor=by, item=item, comment=comment, audience_id=comment.audience_id)
        )


def unaccept(item: Item, *, by: Person) -> None:
    """No longer retain the answer: asked by who may, or because it was deleted."""
    hold(item)
    if revise(item, {"accepted_comment_id": None}, by=by, verb="unaccepted"):
        emit(Fact("unaccepted", actor=by, item=item))
