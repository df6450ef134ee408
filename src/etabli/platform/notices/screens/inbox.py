"""The page of notices, and what one does with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from etabli.platform.access.doors import fetch
from etabli.platform.access.policy import policy
from etabli.platform.engine.registry import apps
from etabli.platform.engine.screens.faces import Mark, mark_of, space_mark
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.following import Wish, follow, wish_of
from etabli.platform.items.models import Item
from etabli.platform.notices.chrome import bell as bell_link
from etabli.platform.notices.reading import Bundle, counts_of, inbox_of
from etabli.platform.notices.settling import read, read_all, unread
from etabli.platform.notices.wording import Said, lines_of
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space
from etabli.ui.render import fragment, page, toasted
from etabli.ui.shell import Link


@dataclass(frozen=True)
class Row:
    """A bundle as the page draws it."""

    bundle: Bundle
    mark: Mark
    title: str
    lines: Sequence[Said]


@policy("signed_in")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What one was told, the latest first."""
    person, only = person_of(request), request.GET.get("voir", "")
    found = inbox_of(person, only=only, before=request.GET.get("avant", ""))
    shown = {
        "rows": [_row(bundle, person) for bundle in found.bundles],
        "older": found.older,
        "only": only,
        "until": timezone.now().isoformat(),
        "views": _views(only, counts_of(person)[0]),
    }
    return page(request, "notices/inbox.html", shown)


@policy("signed_in")
@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """The bell alone: pages ask for it again when something happened."""
    link = bell_link(counts_of(person_of(request))[0])
    return fragment(request, "notices/bell.html", "bell", {"link": link})


@policy("signed_in")
@require_POST
def reading(
    request: HttpRequest, item: UUID | None = None, space: UUID | None = None
) -> HttpResponse:
    """What one was told of something is read; with ``off``, the latest is new again."""
    person = person_of(request)
    about = _about(person, item, space)
    (unread if request.POST.get("off") else read)(about, by=person)
    return _back(request)


@policy("signed_in")
@require_POST
def reading_all(request: HttpRequest) -> HttpResponse:
    """All that the page showed is read."""
    try:
        until = datetime.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        until = timezone.now()
    read_all(until if timezone.is_aware(until) else timezone.now(), by=person_of(request))
    return _back(request)


@policy("signed_in")
@require_POST
def silence(request: HttpRequest, item: UUID) -> HttpResponse:
    """Hear no more of an item."""
    person = person_of(request)
    found = fetch_item(item, by=person)
    before = "suivi" if wish_of(found, person) == "follow" else "rien"
    follow(found, "mute", by=person)
    read(found, by=person)
    said = _("You will hear no more of “%(title)s”.") % {"title": found.title}
    undo = f"/avis/fiches/{item}/ecoute/?avant={before}"
    return toasted(_back(request), request, said, undo_url=undo)


@policy("signed_in")
@require_POST
def listening(request: HttpRequest, item: UUID) -> HttpResponse:
    """Hear of an item again, as before it was silenced."""
    wish: Wish = "follow" if request.GET.get("avant") == "suivi" else "none"
    follow(fetch_item(item, by=person_of(request)), wish, by=person_of(request))
    return _back(request)


def _about(person: Person, item: UUID | None, space: UUID | None) -> Item | Space:
    return fetch_item(item, by=person) if item else fetch(Space, by=person, uid=space)


def _back(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") == "true" and not request.headers.get("HX-Target"):
        return HttpResponse(status=204)
    only = request.POST.get("voir", "")
    return redirect(f"/avis/?voir={only}" if only in ("you", "unread") else "/avis/")


def _row(bundle: Bundle, person: Person) -> Row:
    lines = lines_of(bundle)
    if bundle.item is None:
        return Row(bundle, space_mark(bundle.space), bundle.space.name, lines)
    app = apps().get(bundle.item.app)
    mark = mark_of(app, person.language) if app else space_mark(bundle.space)
    return Row(bundle, mark, bundle.item.title, lines)


def _views(only: str, count: int) -> list[Link]:
    return [
        Link(_("All"), "/avis/", current=only not in ("you", "unread")),
        Link(_("For you"), "/avis/?voir=you", count=count, current=only == "you"),
        Link(_("Unread"), "/avis/?voir=unread", current=only == "unread"),
    ]
