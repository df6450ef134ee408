"""Putting files beside an item, and taking them off."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from etabli.lib.sentences import SaidError
from etabli.platform.access.policy import policy
from etabli.platform.engine.screens.attachments import attachments_of
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.writing.attaching import attach, detach, may_attach, refuse_too_many
from etabli.platform.engine.writing.editing import app_of
from etabli.platform.files.doors import fetch_file
from etabli.platform.files.models import StoredFile
from etabli.platform.files.receiving import TooLarge, receive, received
from etabli.platform.items.models import Item
from etabli.platform.items.referring import attachable
from etabli.platform.people.asking import person_of
from etabli.ui.render import fragment, page, toasted


@policy("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def pieces(request: HttpRequest, item: UUID) -> HttpResponse:
    """What is beside an item; a POST puts the files of ``file`` there."""
    found = item_of(request, item)
    if request.method != "POST":
        return _shown(request, found)
    if not may_attach(app_of(found), found, person_of(request)):
        raise Http404
    kept, refusal = _received(request, found)
    if not kept:
        return _shown(request, found, refusal or _("Choose a file first."), 422)
    attach(found, kept, by=person_of(request))
    if refusal:
        # The others did arrive: an error would undo that.
        return _shown(request, found, refusal)
    return _done(request, found, _("Attached."))


@policy("signed_in")
@require_POST
def removal(request: HttpRequest, item: UUID, file: UUID) -> HttpResponse:
    """Takes a file off an item."""
    found, person = item_of(request, item), person_of(request)
    detach(found, fetch_file(file, by=person), by=person)
    return _done(request, found, _("Taken off. The history of this record can put it back."))


def _received(request: HttpRequest, item: Item) -> tuple[list[StoredFile], str]:
    """The files that could be taken, and a sentence for what could not."""
    person = person_of(request)
    kept = attachable(request.POST.getlist("file-kept"), by=person)
    refusal = ""
    try:
        uploads = received(request)
    except TooLarge as refused:
        uploads, refusal = request.FILES.getlist("file"), _said(refused)
    try:
        refuse_too_many(app_of(item), item, len(uploads) + len(kept))
    except SaidError as refused:
        return [], _said(refused)
    try:
        kept.extend(receive(upload, by=person) for upload in uploads)
    except SaidError as refused:
        refusal = _said(refused)
    return kept, refusal


def _said(refused: SaidError) -> str:
    return _(refused.template) % refused.values


def _done(request: HttpRequest, item: Item, said: str) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return toasted(_shown(request, item), request, said)
    return toasted(redirect(f"/fiches/{item.uid}/"), request, said)


def _shown(request: HttpRequest, item: Item, refusal: str = "", status: int = 200) -> HttpResponse:
    app = app_of(item)
    context = {
        "item": item,
        "attachments": attachments_of(app, item, person_of(request), refusal),
    }
    if request.headers.get("HX-Request") == "true":
        block = "attachment_list" if request.method == "GET" else "attachments"
        return fragment(request, "engine/parts/attachments.html", block, context, status=status)
    return page(request, "engine/attachments.html", context, status=status)
