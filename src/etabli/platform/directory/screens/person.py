"""Somebody's profile."""

from datetime import date
from uuid import UUID

from babel.dates import format_skeleton
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from etabli.platform.access.policy import policy
from etabli.platform.directory.absence import whereabouts_of
from etabli.platform.directory.activity import activity_of
from etabli.platform.directory.chart import chart_of
from etabli.platform.directory.faces import face_of, space_link
from etabli.platform.directory.seeing import person_seen_by, shared_spaces
from etabli.platform.people.accounts import has_account, work_address
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person, Unit
from etabli.platform.profiles.fields import BY_NAME
from etabli.platform.profiles.models import Scope
from etabli.platform.profiles.saying import LEAP
from etabli.platform.profiles.seeing import Shown, details_of
from etabli.platform.spaces.handing import may_hand_code
from etabli.ui.render import page
from etabli.ui.shell import Link
from etabli.ui.wordings import listing


@policy("signed_in")
def person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a reader may know of somebody: guests are told the name and the job."""
    reader = person_of(request)
    whose = person_seen_by(reader, uid)
    full = reader.kind == Person.Kind.PERSON or reader.pk == whose.pk
    said = details_of(whose, by=reader)
    context = {
        "whose": whose,
        "face": face_of(whose),
        "own": reader.pk == whose.pk,
        "invitable": reader.is_admin and whose.active and not has_account(whose),
        "hands_code": may_hand_code(whose, by=reader),
        "full": full,
        "address": work_address(whose, by=reader),
        "chart": chart_of(whose) if full and whose.kind == Person.Kind.PERSON else None,
        "works": activity_of(whose, by=reader),
        "spaces": [space_link(space) for space in shared_spaces(reader, whose)],
        "said": said,
        "phones": _phones(said),
        "birthday": _birthday(said.birthday, reader.language),
        "where": whereabouts_of([whose], by=reader).get(whose.pk),
        "crumbs": [Link(_("Directory"), "/personnes/"), *_units(whose.unit if full else None)],
        "circles": _circles(whose, said),
    }
    return page(request, "directory/person.html", context)


def _units(unit: Unit | None) -> list[Link]:
    return [Link(unit.name, f"/unites/{unit.uid}/")] if unit else []


def _phones(said: Shown) -> list[tuple[str, str]]:
    return [
        (str(BY_NAME[name].label), said.values[name][0])
        for name in ("phone", "mobile")
        if name in said.values
    ]


def _birthday(kept: str, language: str) -> str:
    """« 7 mars »: the day that somebody chose to tell, of no year."""
    if not kept:
        return ""
    month, _dash, day = kept.partition("-")
    return format_skeleton("MMMMd", date(LEAP, int(month), int(day)), locale=language)


def _circles(whose: Person, said: Shown) -> list[tuple[str, str, str]]:
    """Who sees what, as far as this reader may know: what is kept from her is not named."""
    by_scope: dict[str, list[str]] = {scope: [] for scope in Scope.values}
    for name, scope in said.scopes.items():
        by_scope[scope].append(str(BY_NAME[name].label).lower())
    rows = [
        ("organisation", _("Members of the house"), [_("name"), _("job"), _("unit"), _("address"),
                                                      *by_scope["house"]]),
        ("guest", _("Guests of a shared space"), [_("name"), _("job"), _("photo"),
                                                   *by_scope["guests"]]),
        ("space", _("Their unit and their manager"), by_scope["unit"]),
        ("space", _("Their manager"), by_scope["manager"]),
        ("me", _("Nobody else"), [_("language"), _("theme"), _("devices"), *by_scope["me"]]),
    ]  # fmt: skip
    return [
        (icon, who, _(": %(what)s") % {"what": listing(what)}) for icon, who, what in rows if what
    ]
