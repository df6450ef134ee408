"""Changing the fields of an item."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from etabli.platform.db.prepared import planned
from etabli.platform.engine.app import App
from etabli.platform.engine.formulas import is_formula
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights.asking import can, holds
from etabli.platform.engine.writing.envelope import Values, columns_for, conclude, settle
from etabli.platform.engine.writing.nesting import refuse_circles
from etabli.platform.engine.writing.referring import call_people
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.events.log import Fact
from etabli.platform.items.models import Item, ItemPart
from etabli.platform.items.revising import record, revise
from etabli.platform.people.models import Person


def edit(item: Item, values: Values, *, by: Person, verb: str = "edited", reason: str = "") -> None:
    """Change some fields of an item; those not in ``values`` stay as they are.

    ``item.version`` must be the version the person saw. Raises StaleVersion when it is not
    the present one any more, Refusal when she may not edit it or one of the fields.
    """
    app = app_of(item)
    if not can(by, "edit", item):
        raise Refusal(_("You can read this, not change it."))
    refuse_foreign(app, item, values, by=by)
    refuse_circles(app, item, values)
    apply(app, item, values, by=by, verb=verb, reason=reason)


def apply(app: App, item: Item, values: Values, *, by: Person, verb: str, reason: str = "") -> None:
    """Save changed values without asking for rights: verbs that asked already share this."""
    before = restricted_values(item)
    values, called = call_people(app, values, item.audience_id)
    columns = columns_for(app, item, {**item.data, **values}, by=by)
    changed = revise(item, columns, by=by, verb=verb, reason=reason)
    settle(app, item, values)
    _record_restricted(item, before, by, verb)
    fields = sorted(changed.patch) if changed else []
    conclude(
        app, item, Fact(verb, actor=by, item=item, payload={"fields": fields, "mentioned": called})
    )


def restricted_values(item: Item) -> dict[int, Values]:
    """The restricted fields whoever asks may read, by the audience they live under."""
    return dict(_parts(item=item.pk))


@planned
def _parts(item: Any) -> QuerySet[ItemPart, tuple[int, Values]]:
    return ItemPart.objects.filter(item_id=item).values_list("audience_id", "data")


def app_of(item: Item) -> App:
    """The app of an item. Raises Http404 when it is not installed any more."""
    app = apps().get(item.app)
    if app is None:
        raise Http404
    return app


def may_write(app: App, uid: str, item: Item, person: Person) -> bool:
    """Whether a person may set a field: she must be among its writers, and its readers."""
    lists = (app.fields[uid].write, app.fields[uid].read)
    return all(
        words is None or any(holds(app, word, item, person) for word in words) for words in lists
    )


def refuse_foreign(app: App, item: Item, values: Values, *, by: Person) -> None:
    """Raise Refusal when some of the values are for fields the person may not set."""
    refused = {
        uid: _("Only some people may change this.")
        for uid in values
        if uid in app.fields and not may_write(app, uid, item, by)
    }
    refused |= {
        uid: _("This is computed from the other fields.") for uid in values if is_formula(app, uid)
    }
    if refused:
        raise Refusal(_("Some of these fields are not yours to change."), refused)


def _record_restricted(item: Item, before: dict[int, Values], by: Person, verb: str) -> None:
    for audience_id, after in restricted_values(item).items():
        known = before.get(audience_id, {})
        patch = {
            uid: [known.get(uid), after.get(uid)]
            for uid in {*known, *after}
            if known.get(uid) != after.get(uid)
        }
        if patch and audience_id != item.audience_id:
            record(item, patch, by=by, verb=verb, audience_id=audience_id)
