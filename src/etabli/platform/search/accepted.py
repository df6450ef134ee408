"""The accepted answer to what was asked, when one of the first results has one."""

from collections.abc import Sequence
from dataclasses import dataclass

from etabli.platform.items.models import Comment, Item
from etabli.platform.people.models import Person
from etabli.platform.search.finding import Hit

FIRST = 3
"""Results among which an accepted answer is worth showing before all."""


@dataclass(frozen=True)
class Accepted:
    """An answer that whoever asked kept."""

    title: str
    author: str
    url: str


def accepted_among(hits: Sequence[Hit]) -> Accepted | None:
    """The accepted answer of the first of these results that has one she may read."""
    ids = [pk for kind, pk in hits[:FIRST] if kind == "item"]
    if not ids:
        return None
    items = Item.objects.filter(accepted_comment__isnull=False).in_bulk(ids)
    kept = Comment.objects.in_bulk([item.accepted_comment_id for item in items.values()])
    for pk in ids:
        item = items.get(pk)
        comment = kept.get(item.accepted_comment_id) if item else None
        if item and comment and comment.deleted_at is None:
            author = Person.objects.filter(pk=comment.author_id).first()
            url = f"/fiches/{item.uid}/#c-{comment.uid}"
            return Accepted(item.title, author.name if author else "", url)
    return None
