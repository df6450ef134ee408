"""Sending files, and getting them back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from etabli.lib.sentences import SaidError
from etabli.platform.access.policy import policy
from etabli.platform.files.doors import fetch_file
from etabli.platform.files.models import StoredFile
from etabli.platform.files.previewing import preview_of
from etabli.platform.files.receiving import NoRoom, TooLarge, receive, received
from etabli.platform.files.sending import send
from etabli.platform.people.asking import person_of
from etabli.ui.render import fragment, page


@policy("signed_in")
@require_POST
def uploads(request: HttpRequest) -> JsonResponse:
    """Takes the file of the field ``file``; answers what a text needs to name it."""
    try:
        files = received(request)
        if not files:
            return _refused(_("No file was received. Choose it again."), 422)
        person = person_of(request)
        kept = [receive(file, by=person, alt=request.POST.get("alt", "")) for file in files]
    except TooLarge as refusal:
        return _refused(_(refusal.template) % refusal.values, 413)
    except NoRoom as refusal:
        return _refused(_(refusal.template) % refusal.values, 507)
    except SaidError as refusal:
        return _refused(_(refusal.template) % refusal.values, 422)
    return JsonResponse(described(kept[0]) | {"files": [*map(described, kept)]}, status=201)


@policy("signed_in")
@require_safe
def whole(request: HttpRequest, uid: UUID, name: str) -> HttpResponseBase:
    """A file, under any name: its uid decides."""
    return send(request, fetch_file(uid, by=person_of(request)))


@policy("signed_in")
@require_safe
def thumbnail(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """A small picture of a picture."""
    file = fetch_file(uid, by=person_of(request))
    return send(request, file, thumbnail=True)


@policy("signed_in")
@require_safe
def preview(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A file looked at on a page."""
    file = fetch_file(uid, by=person_of(request))
    if not file.previewed:
        raise Http404
    context = {"preview": preview_of(file)}
    if request.headers.get("HX-Request") == "true":
        return fragment(request, "files/preview.html", "looked_at", context)
    return page(request, "files/preview.html", context)


def described(file: StoredFile) -> dict[str, Any]:
    """A file as scripts know it."""
    return {
        "uid": str(file.uid),
        "name": file.name,
        "size": file.size,
        "type": file.media_type,
        "url": file.url,
        "thumbnail": file.thumbnail_url,
        "width": file.width,
        "height": file.height,
        "image": file.is_image,
    }


def _refused(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
