"""The door to items and comments, as the screens of this shelf pass it."""

from uuid import UUID

from django.http import Http404

from etabli.platform.access.doors import fetch
from etabli.platform.items.models import Comment, Item
from etabli.platform.items.rights import can
from etabli.platform.people.models import Person

__all__ = ["fetch_comment", "fetch_item"]


def fetch_item(uid: UUID, *, by: Person) -> Item:
    """An item a person may see, with what its page needs. Raises Http404."""
    return fetch(
        Item.objects.select_related("space__archiving", "author", "assignee"), by=by, uid=uid
    )


def fetch_comment(uid: UUID, *, by: Person) -> Comment:
    """A comment of a discussion a person may read, deleted ones included. Raises Http404."""
    rows = Comment.objects.select_related("item__space__archiving", "author", "parent")
    found = fetch(rows, by=by, uid=uid)
    if not can("discuss", found.item, by):
        raise Http404
    return found
