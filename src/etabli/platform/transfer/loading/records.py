"""The rows that one piece becomes, in the order of the columns named here."""

import json
from collections.abc import Iterator
from typing import Any, Protocol

from django.utils.translation import gettext as _

from etabli.lib.ids import uuid7
from etabli.platform.transfer.loading.pieces import Answer, Piece, Post
from etabli.platform.transfer.loading.shelves import Shelf

ITEM = (
    "id uid app number space_id audience_id title state state_since author_id created_at "
    "updated_at activity_at version lang origin published comment_count vote_count data "
    "flex_map"
).split()
COMMENT = (
    "id uid item_id author_id body text created_at edited_at version origin audience_id"
).split()
REVISION = "item_id n actor_id at verb patch reason audience_id".split()
REFERENCE = "item_id comment_id field kind target text audience_id".split()
REACTION = "item_id comment_id person_id kind at audience_id".split()

NOTHING = '{"type": "doc", "content": [{"type": "paragraph"}]}'
"""A comment without words keeps its place."""


class Place(Protocol):
    """The item that a piece is, or hangs under."""

    @property
    def id(self) -> int: ...
    @property
    def audience_id(self) -> int: ...


def item_row(pk: int, audience: int, shelf: Shelf, post: Post) -> list[Any]:
    """An item, as the app would have made it on the day it was written."""
    title = json.dumps(post.title, ensure_ascii=False)
    body = f', "body": {post.text.body}' if post.text.body else ""
    return [
        pk,
        uuid7(),
        shelf.app.app,
        "",
        shelf.space.pk,
        audience,
        post.title,
        shelf.state,
        post.at,
        post.author,
        post.at,
        post.edited_at or post.at,
        post.at,
        2 if post.edited_at else 1,
        shelf.lang,
        post.origin,
        shelf.published,
        0,
        0,
        f'{{"title": {title}{body}}}',
        shelf.app.flex_mark,
        *(shelf.app.fields["title"].flex_value(post.title) for _column in shelf.flex),
    ]


def comment_row(pk: int, item: int, audience: int, answer: Answer) -> list[Any]:
    """A comment."""
    return [
        pk,
        uuid7(),
        item,
        answer.author,
        answer.text.body or NOTHING,
        answer.text.words,
        answer.at,
        answer.edited_at,
        2 if answer.edited_at else 1,
        answer.origin,
        audience,
    ]


def revision_rows(shelf: Shelf, post: Post, at: Place, comment: int | None) -> Iterator[list[Any]]:
    """The making of an item, and the change that its source remembers without the words."""
    yield [at.id, 1, post.author, post.at, "created", "{}", "", at.audience_id]
    if post.edited_at:
        reason = _("Changed where it comes from: what it said before is not known.")
        by = post.edited_by or post.author
        yield [at.id, 2, by, post.edited_at, "edited", "{}", reason, at.audience_id]


def reference_rows(
    shelf: Shelf, piece: Piece, at: Place, comment: int | None
) -> Iterator[list[Any]]:
    """Who a text calls: only those who may read it, as when it is written here."""
    field = "@comment" if isinstance(piece, Answer) else "body"
    for person in dict.fromkeys(piece.text.mentioned):
        if shelf.may_call(person, piece.author):
            yield [at.id, comment, field, "person", person, "", at.audience_id]


def reaction_rows(
    shelf: Shelf, piece: Piece, at: Place, comment: int | None
) -> Iterator[list[Any]]:
    """The reactions a piece got; when they were given is not known."""
    for person, kind in piece.reactions:
        yield [at.id, comment, person, kind, piece.at, at.audience_id]
