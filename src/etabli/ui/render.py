"""Pages and fragments: the two ways a view answers with HTML."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.cache import patch_vary_headers
from jinja2_fragments import BlockNotFoundError, render_block


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """The whole page; or, when htmx replaces one element, only the block of that name.

    The block asked for is the one named like the target's id, with underscores for
    dashes: `<div id="task-list">` is drawn by `{% block task_list %}`, its own tag
    included. A template without such a block answers with the whole page, from which
    `hx-select` can pick.
    """
    block = wanted_block(request)
    text = None
    if block:
        try:
            text = _block(request, template, block, context)
        except BlockNotFoundError:
            text = None
    if text is None:
        response = HttpResponse(
            loader.render_to_string(template, dict(context), request, using="jinja2"), status=status
        )
    else:
        response = HttpResponse(text, status=status)
        _say_waiting(response, request)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def fragment(
    request: HttpRequest,
    template: str,
    block: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """One block of a template, whatever htmx asked. Raises BlockNotFoundError."""
    return HttpResponse(_block(request, template, block, context), status=status)


def toasted(
    response: HttpResponse, request: HttpRequest, text: str, *, undo_url: str = ""
) -> HttpResponse:
    """Confirms an act: at once when htmx asked and stays here, else on the next page.

    ``undo_url`` takes a POST that goes back on the act.
    """
    moves_on = 300 <= response.status_code < 400
    if request.headers.get("HX-Request") == "true" and not moves_on:
        _trigger_toast(response, text, undo_url)
    else:
        messages.success(request, text, extra_tags=undo_url)
    return response


def _say_waiting(response: HttpResponse, request: HttpRequest) -> None:
    # A redirect after an act ends here when htmx followed it: the fragment has no place
    # for messages, so the last one goes as a toast.
    for message in messages.get_messages(request):
        _trigger_toast(response, str(message), message.extra_tags or "")


def _trigger_toast(response: HttpResponse, text: str, undo_url: str) -> None:
    # Headers are ASCII: json escapes the rest.
    response["HX-Trigger"] = json.dumps({"toast": {"text": text, "undo": undo_url}})


def wanted_block(request: HttpRequest) -> str:
    """The block that htmx asks for, or ''."""
    headers = request.headers
    if headers.get("HX-Request") != "true" or headers.get("HX-Request-Type") == "full":
        return ""
    if headers.get("HX-History-Restore-Request") == "true":
        return ""
    _, _, identity = headers.get("HX-Target", "").partition("#")
    return identity.replace("-", "_")


def _block(request: HttpRequest, template: str, block: str, context: Mapping[str, Any]) -> str:
    # Django's own backend fills a context only when it renders a whole template.
    found: Any = loader.get_template(template, using="jinja2")
    filled: dict[str, Any] = {"request": request}
    for processor in found.backend.template_context_processors:
        filled.update(processor(request))
    filled.update(context)
    return str(render_block(found.backend.env, template, block, filled))
