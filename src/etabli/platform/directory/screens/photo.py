"""Somebody's portrait, for whoever may see her."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from etabli.platform.access.policy import policy
from etabli.platform.directory.seeing import people_seen_by
from etabli.platform.files import storage
from etabli.platform.files.sending import CONFINED
from etabli.platform.people.asking import person_of

KEPT = "private, max-age=600"
"""A browser may show a face again for ten minutes: a page has many, and each would ask. The
address is of this photo alone, and tells nothing."""


@policy("signed_in")
@require_safe
def photo(request: HttpRequest, uid: UUID, mark: str, large: bool = False) -> HttpResponseBase:
    """A square of 96 or of 512 pixels. ``mark`` is the beginning of its digest."""
    reader = person_of(request)
    key = people_seen_by(reader).filter(uid=uid).values_list("photo", flat=True).first()
    if not key or not key.startswith(mark):
        raise Http404
    found = storage.read(key, thumbnail=not large)
    if found is None:
        raise Http404
    # Small, and not to be compressed again beside anybody's secrets.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    headers = CONFINED | {"Cache-Control": KEPT, "Content-Disposition": "inline"}
    return HttpResponse(b"".join(found[1]), content_type="image/webp", headers=headers)
