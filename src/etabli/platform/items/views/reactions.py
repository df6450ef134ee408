"""The words one may say with one gesture."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from etabli.platform.access.policy import policy
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.reacting import react
from etabli.platform.items.reactions import reactions_of
from etabli.platform.items.views.thread import Opened, comment_of, done, shown
from etabli.platform.people.asking import person_of
from etabli.ui.render import fragment, page


@policy("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def on_comment(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The words one may say about a comment; a POST says one, or takes it back."""
    comment = comment_of(request, uid)
    if request.method == "POST":
        react(comment, request.POST.get("kind", ""), by=person_of(request))
        return done(request, comment)
    return shown(request, comment, Opened("words", uid))


@policy("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def on_item(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The same about an item."""
    item = fetch_item(uid, by=person_of(request))
    if request.method == "POST":
        react(item, request.POST.get("kind", ""), by=person_of(request))
        if request.headers.get("HX-Request") != "true":
            return redirect(f"/fiches/{uid}/")
    context = {"item": item, "reactions": reactions_of(item, person_of(request))}
    if request.headers.get("HX-Request") == "true":
        return fragment(request, "items/parts/reactions.html", "reactions", context)
    return page(request, "items/reactions.html", context)
