"""Taking an item from one state to another, by a move of its app."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.states import Move
from etabli.platform.engine.rights.asking import behind, may_move
from etabli.platform.engine.rights.granting import audience_of_now
from etabli.platform.engine.writing.editing import app_of, restricted_values
from etabli.platform.engine.writing.envelope import Values, columns_for, conclude, settle
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.events.log import Fact
from etabli.platform.items.models import Item, Revision
from etabli.platform.items.revising import in_the_place_of, record, revise
from etabli.platform.people.models import Person


def move(item: Item, uid: str, values: Values, *, by: Person, reason: str = "") -> None:
    """Make a move. ``values`` fill what the move requires; ``reason`` where it asks why.

    Raises Refusal with a sentence by field when something required is missing or the person
    may not, StaleVersion when the item changed since she saw it.
    """
    app = app_of(item)
    chosen = dict(may_move(app, item, by)).get(uid)
    if chosen is None:
        raise Refusal(_("This step is not possible from where it stands now."))
    _demand(app, item, chosen, values, reason)
    given = {**values, **_set(chosen, item, by)}
    payload = {"from": item.state, "to": chosen.to, "move": uid}
    giver = behind(app, item, chosen.who, by)
    made = take(app, item, chosen.to, given, by=by, reason=reason)
    if giver is not None and made is not None:
        in_the_place_of(made, giver)
    conclude(app, item, Fact("moved", actor=by, item=item, payload=payload))


def take(
    app: App, item: Item, to: str, values: Values, *, by: Person, reason: str = ""
) -> Revision | None:
    """Save the new state and values, without asking for rights; ``conclude`` comes after."""
    columns = columns_for(app, item, {**item.data, **values, "state": to}, by=by)
    columns |= {"state": to, "state_since": timezone.now()}
    publishable = app.behaviours.publishable
    if publishable and to in publishable.on:
        columns["published"] = True
    # Where a later state is for more people, a reason stays with those it was given to.
    widens = any(word.state is not None for word in app.may.view)
    made = revise(item, columns, by=by, verb="moved", reason="" if widens else reason)
    settle(app, item, values)
    if reason and widens:
        now = audience_of_now(app, item)
        record(item, {}, by=by, verb="moved", reason=reason, audience_id=now.pk)
    return made


def _demand(app: App, item: Item, chosen: Move, values: Values, reason: str) -> None:
    missing: dict[str, str] = {}
    if chosen.reason == "required" and not reason.strip():
        missing["reason"] = _("Say why: the person concerned will read it.")
    known = {
        **item.data,
        **{k: v for part in restricted_values(item).values() for k, v in part.items()},
    }
    known |= {"assignee": item.assignee_id, "due": item.due_at}
    for uid in chosen.require:
        if {**known, **values}.get(uid) in (None, "", []):
            missing[uid] = _("This is needed for this step.")
    if missing:
        raise Refusal(_("Something is missing for this step."), missing)


def _set(chosen: Move, item: Item, by: Person) -> dict[str, Any]:
    now = timezone.now()
    words: dict[str, Any] = {
        "actor": by.pk,
        "author": item.author_id,
        "now": now.isoformat(),
        "today": timezone.localdate(now).isoformat(),
    }
    return {
        uid: words.get(value, value) if isinstance(value, str) else value
        for uid, value in chosen.set.items()
    }
