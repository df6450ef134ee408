"""What an item said before: read, compared with what it says now, given back."""

from collections.abc import Sequence
from copy import copy
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.lib.ids import read_number
from etabli.platform.access.policy import policy
from etabli.platform.engine.looking import context_for, preload
from etabli.platform.engine.rights import can
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.screens.showing import facts_from, parted
from etabli.platform.engine.telling import describe
from etabli.platform.engine.writing import Refusal
from etabli.platform.engine.writing.editing import app_of
from etabli.platform.engine.writing.returning import changes_of, give_back, said_at
from etabli.platform.items.history import MOST, Change
from etabli.platform.items.models import Item, Revision
from etabli.platform.items.revising import StaleVersion
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.ui.render import page, toasted
from etabli.ui.wordings import exactly


@policy("signed_in")
def former(request: HttpRequest, item: UUID, n: int) -> HttpResponse:
    """What an item said after one of its changes, and what differs from another moment."""
    return _shown(request, item_of(request, item), n)


@policy("signed_in")
@require_POST
def back(request: HttpRequest, item: UUID, n: int) -> HttpResponse:
    """Give an item back what it said then."""
    found = item_of(request, item)
    person = person_of(request)
    if found.trashed or not can(person, "edit", found):
        raise Http404
    found.version = read_number(request.POST.get("version", ""), found.version)
    try:
        with transaction.atomic():
            give_back(found, n, by=person)
    except Refusal as refusal:
        said = " ".join(refusal.fields.values()) or refusal.sentence
        return _shown(request, found, n, said)
    except StaleVersion as stale:
        said = _("Somebody changed this meanwhile: compare again, then decide.")
        return _shown(request, stale.current, n, said)
    undo = f"/fiches/{found.uid}/historique/{found.version}/annulation/"
    done = redirect(f"/fiches/{found.uid}/")
    return toasted(done, request, _("It says again what it said then."), undo_url=undo)


def _shown(request: HttpRequest, item: Item, n: int, refusal: str = "") -> HttpResponse:
    person = person_of(request)
    app, context = app_of(item), context_for(person)
    moments = {one.n: one for one in changes_of(item, person)[:MOST]}
    then = said_at(item, n, person)
    against = read_number(request.GET.get("avec", ""))
    against = against if against in moments else max(moments)
    as_it_was = copy(item)
    as_it_was.data = {uid: value for uid, value in then.items() if value is not None}
    preload(context, app, [as_it_was])
    first, last = sorted((n, against))
    facts = facts_from(app, then, item.state, person, context)
    shown = {
        "item": item,
        "moment": moments.get(n),
        "n": n,
        "against": against,
        "latest": max(moments),
        "choices": [(str(one.n), _named(one)) for one in moments.values()],
        "changes": _compared(item, first, last, person),
        "can_edit": not item.trashed and can(person, "edit", item),
        "refusal": refusal,
        **parted(facts, context),
    }
    return page(request, "engine/former.html", shown, status=409 if refusal else 200)


def _named(change: Revision) -> str:
    who = change.actor.name if change.actor else ""
    return " · ".join(word for word in (exactly(change.at), who) if word)


def _compared(item: Item, first: int, last: int, person: Person) -> Sequence[Change]:
    """What the later of two moments says otherwise, in words."""
    before, after = (said_at(item, n, person) for n in (first, last))
    patch = {uid: [before[uid], after[uid]] for uid in before if before[uid] != after[uid]}
    return describe(item, [patch], person)[0]
