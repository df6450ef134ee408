"""Inviting those who are there without an account: brought in from elsewhere, or from a list."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.lib.text import clean_line, fold
from etabli.platform.access.policy import policy
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.signin.invitations import given_by_hand, invite_known, without_account
from etabli.platform.signin.models import Invitation
from etabli.ui.render import page, toasted

PAGE = 50


@dataclass
class Line:
    """Somebody to invite. ``email``: what is in her field; ``sent``: where she was written to."""

    person: Person
    email: str = ""
    error: str = ""
    sent: Invitation | None = None

    @property
    def name(self) -> str:
        return f"email-{self.person.uid}"


@policy("admin")
def known_people(request: HttpRequest) -> HttpResponse:
    """Everybody without an account, each with a field for her address; several at once."""
    words = clean_line(request.GET.get("q", ""), 80)
    people = without_account()
    for word in fold(words).split()[:8]:
        people = people.filter(folded__contains=word)
    rows = Paginator(people.select_related("unit"), PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": rows,
        "words": words,
        "total": without_account().count(),
        "one": None,
        "handed": (),
        "held": 0,
    }
    return _asked(request, list(rows.object_list), context, reverse("signin:known_people"))


@policy("admin")
def known_person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One of them."""
    people = without_account().filter(uid=uid)
    if not people:
        raise Http404
    rows: Page[Person] = Paginator(people, 1).get_page(1)
    context = {"rows": rows, "words": "", "total": 1, "one": people[0], "handed": (), "held": 0}
    back = reverse("directory:person", kwargs={"uid": uid})
    return _asked(request, list(rows.object_list), context, back)


def _asked(request: HttpRequest, people: list[Person], context: Any, back: str) -> HttpResponse:
    lines = _lines(people)
    if request.method != "POST":
        return page(request, "signin/known.html", context | {"lines": lines})
    sent = [line for line in lines if _sent(request, line)]
    wrong = any(line.error for line in lines)
    if not sent and not wrong:
        lines[0].error = _("Write the address of at least one person.")
        wrong = True
    if wrong:
        # What answers an error changes nothing: none of the letters leaves.
        for line in sent:
            line.sent = None
        shown = context | {"lines": lines, "held": len(sent)}
        return page(request, "signin/known.html", shown, status=422)
    handed = [line.sent for line in sent if line.sent]
    if given_by_hand(by=person_of(request)):
        lines = [line for line in lines if line not in sent]
        return page(request, "signin/known.html", context | {"lines": lines, "handed": handed})
    words = ngettext("%(count)s person is invited.", "%(count)s people are invited.", len(sent))
    return toasted(redirect(back), request, words % {"count": len(sent)})


def _lines(people: list[Person]) -> list[Line]:
    waiting = Invitation.objects.filter(person__in=people, accepted_at=None, revoked_at=None)
    sent = {one.person_id: one for one in waiting}
    return [Line(person, sent=sent.get(person.pk)) for person in people]


def _sent(request: HttpRequest, line: Line) -> bool:
    """Whether she could be written to; what was wrong is on her line."""
    line.email = request.POST.get(line.name, "").strip()[:254]
    if not line.email:
        return False
    try:
        line.sent = invite_known(line.person, line.email, by=person_of(request))
    except PersonRefusal as refusal:
        line.error = refusal.sentence
        return False
    return True
