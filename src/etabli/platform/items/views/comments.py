"""Reading a discussion, and joining it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from etabli.lib.ids import read_uid
from etabli.lib.sentences import SaidError
from etabli.platform.access.policy import policy
from etabli.platform.items.commenting import comment
from etabli.platform.items.composing import Composer, composer_for
from etabli.platform.items.discussing import discussion_of, place_of
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.drafts import forget_draft
from etabli.platform.items.models import Comment, Item
from etabli.platform.items.rights import demand
from etabli.platform.items.views.composing import Unsent, compose, status_of, unsent
from etabli.platform.people.asking import person_of
from etabli.ui.render import fragment, page, wanted_block

PART = "items/parts/discussion.html"
BLOCKS = ("discussion", "comments")


@policy("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What is said under an item; a POST says something more."""
    item = fetch_item(uid, by=person_of(request))
    demand("discuss", item, person_of(request))
    if request.method != "POST":
        return _shown(request, item)
    composer = composer_for(item, person_of(request))
    try:
        said = _say(request, item, composer)
    except Unsent as unable:
        return _shown(request, item, unable.composer, status=status_of(unable.composer))
    if wanted_block(request) in BLOCKS:
        return _shown(request, item, fresh=True)
    return redirect(place_of(said, person_of(request)))


def _say(request: HttpRequest, item: Item, composer: Composer) -> Comment:
    body, files = compose(request, composer)
    person = person_of(request)
    try:
        said = comment(item, body, by=person, files=files)
    except SaidError as refusal:
        raise unsent(composer, refusal) from refusal
    forget_draft(composer.draft, by=person)
    return said


def _shown(
    request: HttpRequest,
    item: Item,
    composer: Composer | None = None,
    *,
    fresh: bool = False,
    status: int = 200,
) -> HttpResponse:
    person = person_of(request)
    said = discussion_of(item, person, read_uid(request.GET.get("avant", "")))
    said.composer = composer if composer else said.composer
    if fresh and said.composer:
        said.composer.fresh = True
    context = {"item": item, "discussion": said}
    block = wanted_block(request)
    if block in BLOCKS:
        return fragment(request, PART, block, context, status=status)
    return page(request, "items/discussion.html", context, status=status)
