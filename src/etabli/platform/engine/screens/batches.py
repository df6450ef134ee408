"""Acting on many items of a list: choosing the act, doing it, saying what was not done."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from etabli.lib.ids import read_uid, uuid7
from etabli.platform.access.policy import policy
from etabli.platform.engine.fields.context import PlainForm
from etabli.platform.engine.forms.reading import Submitted, read_form
from etabli.platform.engine.listing.asking import read_asked
from etabli.platform.engine.listing.keeping import set_view
from etabli.platform.engine.listing.rows import items_in, rows_asked
from etabli.platform.engine.models import Batch
from etabli.platform.engine.screens.exporting import answered
from etabli.platform.engine.screens.faces import mark_of
from etabli.platform.engine.screens.place import Place
from etabli.platform.engine.screens.widgets import inputs_of
from etabli.platform.engine.writing.batching import (
    ACTS,
    AT_ONCE,
    MOST,
    UNDONE,
    carry_out,
    take_back,
)
from etabli.platform.items.models import Item
from etabli.platform.people.asking import person_of
from etabli.ui.render import page, toasted

SETTABLE = frozenset(
    {"choice", "choices", "boolean", "rating", "date", "datetime", "number", "person", "relation"}
)


@policy("signed_in")
@require_POST
def begin(request: HttpRequest, space: UUID, app: str) -> HttpResponse:
    """What the selection bar sends: the form of the act first, then the act itself."""
    place = Place.of(request, space, app)
    chosen = Chosen(place, request.POST)
    if chosen.act == "export":
        return answered(place, chosen.items()[:MOST])
    if chosen.act not in ACTS or not chosen.possible:
        raise Http404
    if not chosen.pks:
        back = redirect(chosen.back)
        return toasted(back, request, _("Choose at least one record first."))
    if request.POST.get("oui") != "1":
        return chosen.asked()
    return chosen.done()


@policy("signed_in")
@require_safe
def show(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How far an act on many items is, and what was not done."""
    batch = _own(request, uid)
    shown = {
        "batch": batch,
        "refused": batch.refused[:200],
        "percent": round(100 * (batch.total - len(batch.left)) / max(batch.total, 1)),
        "can_undo": batch.act in UNDONE and batch.done and not batch.undone_at,
        "back": f"/espaces/{batch.space.uid}/{batch.app}/",
    }
    return page(request, "engine/batch.html", shown)


@policy("signed_in")
@require_POST
def undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Go back on an act on many items."""
    batch = _own(request, uid)
    if batch.act not in UNDONE or batch.undone_at or batch.ended_at is None:
        raise Http404
    kept = take_back(batch)
    said = _("Undone.")
    if kept:
        said = ngettext(
            "Undone, except %(num)s record that changed since.",
            "Undone, except %(num)s records that changed since.",
            len(kept),
        ) % {"num": len(kept)}
    return toasted(redirect(f"/espaces/{batch.space.uid}/{batch.app}/"), request, said)


@dataclass
class Chosen:
    """The items of a list that were chosen, and what to do with them."""

    place: Place
    sent: QueryDict

    @property
    def act(self) -> str:
        return self.sent.get("acte", "").partition(":")[0]

    @property
    def what(self) -> str:
        """The field to set, or the move to make."""
        return self.sent.get("acte", "").partition(":")[2]

    @property
    def all(self) -> bool:
        """All that match, not only those ticked."""
        return self.sent.get("tout") == "1"

    @property
    def back(self) -> str:
        view = self.sent.get("vue", "")
        start = f"vues/{view}/" if view in self.place.app.looks else ""
        return f"{self.place.url}{start}?{self._query.urlencode()}"

    @property
    def possible(self) -> bool:
        """Whether the app knows this act."""
        app = self.place.app
        if self.act == "move":
            return self.what in movable(self.place)
        if self.act == "set":
            return self.what in settable(self.place)
        needed = {"assign": "assignee", "tag": "tags"}.get(self.act)
        return needed is None or needed in app.listed

    def items(self) -> QuerySet[Item]:
        """The chosen items, as far as the reader sees them."""
        place = self.place
        if self.all:
            named = place.app.looks.get(self.sent.get("vue", ""))
            view = named or place.app.default_view
            view = set_view(place.app, view, self._query)
            asked = read_asked(place.app, view, self._query, place.context)
            rows = rows_asked(place.app, place.space, place.person, asked, place.context)
            # A list that is being made ready does not know yet which ones match.
            return rows.none() if asked.held else rows
        uids = [uid for one in self.sent.getlist("fiche")[:AT_ONCE] if (uid := read_uid(one))]
        return items_in(place.app, place.space, place.person).filter(uid__in=uids)

    @cached_property
    def pks(self) -> list[int]:
        return list(self.items().values_list("pk", flat=True)[:MOST])

    def asked(self, submitted: Submitted | None = None) -> HttpResponse:
        """The form of the act, before it is done."""
        app, context = self.place.app, self.place.context
        values = submitted.values if submitted else {}
        shown = {
            "place": self.place,
            "mark": mark_of(app, context.lang),
            "chosen": self,
            "count": len(self.pks),
            "title": self._title(),
            "inputs": inputs_of(app, self._uids(), values, submitted, context),
            "sent": [(key, one) for key in KEEP for one in self.sent.getlist(key)],
            "worker": len(self.pks) > AT_ONCE,
            "stop": self.act == "trash",
            "key": str(uuid7()),
        }
        status = 422 if submitted and submitted.errors else 200
        return page(self.place.request, "engine/batch_form.html", shown, status=status)

    def done(self) -> HttpResponse:
        """The act, done now or by the worker; then the page that says what was not."""
        form = PlainForm({key: [str(one) for one in said] for key, said in self.sent.lists()})
        submitted = read_form(self.place.app, self._uids(), form, self.place.context, {})
        if self.act == "tag" and not submitted.values.get("tags"):
            submitted.errors.setdefault("tags", _("This is needed. Fill it in."))
        if not submitted.ok:
            return self.asked(submitted)
        values = {"move": self.what} if self.act == "move" else submitted.values
        batch = Batch.objects.create(
            person=self.place.person,
            space=self.place.space,
            app=self.place.app.app,
            act=self.act,
            values=values,
            total=len(self.pks),
            left=self.pks,
        )
        if len(self.pks) <= AT_ONCE:
            carry_out(batch)
        return redirect(f"/lots/{batch.uid}/")

    def _uids(self) -> list[str]:
        if self.act == "set":
            return [self.what]
        return {"assign": ["assignee"], "tag": ["tags"]}.get(self.act, [])

    def _title(self) -> str:
        lang, app = self.place.context.lang, self.place.app
        if self.act == "move":
            return app.moves[self.what].name.say(lang)
        if self.act == "set":
            return _("Change: %(field)s") % {"field": app.field(self.what).name.say(lang)}
        words = {"assign": _("Assign"), "tag": _("Add tags"), "trash": _("Put in the trash")}
        return words[self.act]

    @cached_property
    def _query(self) -> QueryDict:
        return QueryDict(self.sent.get("requete", "").lstrip("?")[:2000])


KEEP = ("fiche", "tout", "requete", "vue", "acte")


def lot_of(place: Place) -> dict[str, Any]:
    """What the selection bar of a table offers."""
    return {
        "assign": "assignee" in place.app.listed,
        "tag": "tags" in place.app.listed,
        "moves": movable(place),
        "fields": settable(place),
    }


def movable(place: Place) -> dict[str, str]:
    """The moves many items may make at once: those that ask nothing more."""
    return {
        uid: one.name.say(place.context.lang)
        for uid, one in place.app.moves.items()
        if not one.require and one.reason != "required"
    }


def settable(place: Place) -> dict[str, str]:
    """The fields many items may be given at once."""
    return {
        uid: one.name.say(place.context.lang)
        for uid, one in place.app.fields.items()
        if one.kind in SETTABLE and one.read is None and one.shown is None and not one.retired
    } | ({"due": place.app.field("due").name.say(place.context.lang)} if _is_due(place) else {})


def _is_due(place: Place) -> bool:
    return "due" in place.app.listed


def _own(request: HttpRequest, uid: UUID) -> Batch:
    person = person_of(request)
    found = Batch.objects.select_related("space", "person").filter(uid=uid, person=person).first()
    if found is None:
        raise Http404
    return found
