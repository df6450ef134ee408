"""Answering a comment, and changing one's own."""

import json
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from etabli.lib.sentences import SaidError
from etabli.lib.text import clean
from etabli.platform.access.policy import policy
from etabli.platform.items.commenting import comment as say
from etabli.platform.items.commenting import edit_comment, may_edit
from etabli.platform.items.composing import Composer, composer_for
from etabli.platform.items.drafts import draft_for, forget_draft
from etabli.platform.items.models import Comment
from etabli.platform.items.referring import loose_files
from etabli.platform.items.rights import demand
from etabli.platform.items.views.composing import Unsent, compose, unsent
from etabli.platform.items.views.thread import Opened, again, comment_of, done, shown
from etabli.platform.people.asking import person_of


@policy("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Answering a comment; with ``citer``, quoting these words of it, or all of them."""
    comment, person = comment_of(request, uid), person_of(request)
    demand("comment", comment.item, person)
    composer = composer_for(comment.item, person, parent=uid)
    if request.method != "POST":
        if "citer" in request.GET and comment.deleted_at is None:
            composer.quote(clean(request.GET["citer"]) or comment.text)
        return shown(request, comment, Opened("answer", uid, composer))
    try:
        body, files = compose(request, composer)
        said = say(comment.item, body, by=person, parent=comment, files=files)
    except Unsent as unable:
        return again(request, comment, "answer", unable.composer)
    except SaidError as refusal:
        return again(request, comment, "answer", unsent(composer, refusal).composer)
    forget_draft(composer.draft, by=person)
    return done(request, said)


@policy("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Changing the words of a comment."""
    comment, person = comment_of(request, uid), person_of(request)
    if not may_edit(comment, person):
        raise Http404
    composer = _editor(request, comment)
    if request.method != "POST":
        return shown(request, comment, Opened("edit", uid, composer))
    try:
        body, files = compose(request, composer)
        files = [*composer.standing, *files]
        edit_comment(comment, body, by=person, version=_version(request), files=files)
    except Unsent as unable:
        return again(request, comment, "edit", unable.composer)
    except SaidError as refusal:
        return again(request, comment, "edit", unsent(composer, refusal).composer)
    forget_draft(composer.draft, by=person)
    return done(request, comment)


def _version(request: HttpRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 9 else None


def _editor(request: HttpRequest, comment: Comment) -> Composer:
    person = person_of(request)
    composer = composer_for(comment.item, person)
    composer.draft = f"words:{comment.uid}"
    composer.version = comment.version
    drafted = draft_for(person, composer.draft)
    words = drafted.get("body")
    composer.take_up(words[0] if words else json.dumps(comment.body), person)
    composer.take_files(drafted, person)
    composer.standing = loose_files(comment)
    if request.method == "POST":
        ticked = set(request.POST.getlist("file-kept"))
        composer.standing = [file for file in composer.standing if str(file.uid) in ticked]
    return composer
