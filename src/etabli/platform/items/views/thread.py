"""One thread shown: alone, in its page, or with something open on one of its comments."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from etabli.platform.items.composing import Composer
from etabli.platform.items.discussing import Message, place_of, thread_of
from etabli.platform.items.doors import fetch_comment
from etabli.platform.items.models import Comment
from etabli.platform.items.reactions import Said, every_word
from etabli.platform.items.views.composing import status_of
from etabli.platform.people.asking import person_of
from etabli.platform.spaces.models import Space
from etabli.ui.render import fragment, page


@dataclass
class Opened:
    """What is open on a comment: a composer (``answer``, ``edit``), what one may do
    (``acts``), the words one may say (``words``), or its ``versions``. ``more``: their list.
    ``joinable``: the open space one would have to be in to do more.
    """

    kind: str = ""
    on: UUID | None = None
    composer: Composer | None = None
    more: Any = ()
    joinable: Space | None = None

    def words(self, message: Message) -> list[Said]:
        """All the words one may say about a message."""
        return every_word(message.reactions)


def comment_of(request: HttpRequest, uid: UUID) -> Comment:
    """The comment an address names. Raises Http404."""
    return fetch_comment(uid, by=person_of(request))


def shown(
    request: HttpRequest, comment: Comment, opened: Opened | None = None, *, status: int = 200
) -> HttpResponse:
    """The thread of a comment: its part of a page for htmx, else a page of its own."""
    context = {
        "item": comment.item,
        "thread": thread_of(comment, person_of(request)),
        "opened": opened or Opened(),
    }
    if request.headers.get("HX-Request") == "true":
        return fragment(request, "items/thread.html", "thread", context, status=status)
    return page(request, "items/thread.html", context, status=status)


def again(request: HttpRequest, comment: Comment, kind: str, composer: Composer) -> HttpResponse:
    """The thread with a composer that could not be sent, nothing of it lost."""
    opened = Opened(kind, comment.uid, composer)
    return shown(request, comment, opened, status=status_of(composer))


def done(request: HttpRequest, comment: Comment) -> HttpResponse:
    """After an act: the thread as it is now, or back to where the comment stands."""
    if request.headers.get("HX-Request") == "true":
        return shown(request, comment)
    return redirect(place_of(comment, person_of(request)))
