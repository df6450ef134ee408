"""Handing a stored file to a browser that must not run it."""

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from etabli.platform.files import storage
from etabli.platform.files.models import StoredFile

# Whatever it holds, opened by itself it may do nothing: no script, no form, no request.
CONFINED = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "none",
}


def send(request: HttpRequest, file: StoredFile, *, thumbnail: bool = False) -> HttpResponseBase:
    """The file as an answer: pictures that we wrote ourselves to be shown, the rest to be
    saved. The whole of it each time: ranges are not honoured.

    Raises Http404 when it has no thumbnail, or when its bytes are gone.
    """
    if thumbnail and not file.is_image:
        raise Http404
    found = storage.read(file.key, thumbnail=thumbnail)
    if found is None:
        raise Http404
    size, pieces = found
    # Compressing again what is compressed, or what somebody may have mixed with a secret,
    # is of no use: the response leaves as it is.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    kind = "image/webp" if thumbnail else file.media_type
    disposition = content_disposition_header(not file.is_image, file.name) or "attachment"
    headers = CONFINED | {"Content-Length": str(size), "Content-Disposition": disposition}
    return StreamingHttpResponse(pieces, content_type=kind, headers=headers)
