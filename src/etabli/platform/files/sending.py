"""Handing a stored file to a browser that must not run it."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header

from etabli.platform.files import storage
from etabli.platform.files.models import StoredFile
from etabli.platform.files.ranges import Part, Unsatisfiable, part_asked

# Whatever it holds, opened by itself it may do nothing: no script, no form, no request.
CONFINED = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "bytes",
}
ASKED_AGAIN = "private, no-cache"
"""A page has many thumbnails: a browser keeps them, and asks each time whether it may show them."""


def send(request: HttpRequest, file: StoredFile, *, thumbnail: bool = False) -> HttpResponseBase:
    """The file as an answer: pictures that we wrote ourselves to be shown, the rest to be
    saved. A part of it when that is asked for, so that films can be moved through.

    Whoever calls has just asked whether she may read it: a browser that holds a thumbnail asks
    again each time, and is told no more than that it has not changed. Raises Http404 when it
    has no thumbnail, or when its bytes are gone.
    """
    if thumbnail and not file.has_thumbnail:
        raise Http404
    tag = f'"{file.key[:32]}{"t" if thumbnail else ""}"'
    kept = {"ETag": tag, "Cache-Control": ASKED_AGAIN} if thumbnail else {"ETag": tag}
    if thumbnail and request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=CONFINED | kept)
    try:
        part = None if thumbnail else _part(request, file, tag)
    except Unsatisfiable:
        return HttpResponse(
            status=416, headers=CONFINED | {"Content-Range": f"bytes */{file.size}"}
        )
    bounds = (part.first, part.last + 1) if part else None
    found = storage.read(file.key, thumbnail=thumbnail, part=bounds)
    if found is None:
        raise Http404
    size, pieces = found
    # Compressing again what is compressed, or what somebody may have mixed with a secret,
    # is of no use: the response leaves as it is.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    kind = "image/webp" if thumbnail else file.media_type
    shown = file.is_image or thumbnail
    disposition = content_disposition_header(not shown, file.name) or "attachment"
    headers = CONFINED | kept | {"Content-Disposition": disposition}
    headers |= {"Content-Length": str(part.length if part else size)}
    if part:
        headers |= {"Content-Range": part.said}
    return StreamingHttpResponse(
        pieces, content_type=kind, headers=headers, status=206 if part else 200
    )


def _part(request: HttpRequest, file: StoredFile, tag: str) -> Part | None:
    """The part asked for, unless it continues another file than this one."""
    if request.headers.get("If-Range", tag) != tag:
        return None
    return part_asked(request.headers.get("Range", ""), file.size)
