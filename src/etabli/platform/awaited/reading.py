"""Behaviour ``acknowledgeable``: whom an item asks to say that they have read it."""

from datetime import datetime, time

from django.utils import timezone

from etabli.platform.access.audiences import Principal, audience_of, in_space, one, unit
from etabli.platform.access.models import Audience
from etabli.platform.awaited.models import Reading
from etabli.platform.engine.app import App
from etabli.platform.engine.applying import applies
from etabli.platform.engine.definition.behaviours import Acknowledgeable
from etabli.platform.engine.definition.principal import ROLES
from etabli.platform.engine.rights.granting import audience_for, grants_of, people_in
from etabli.platform.items.models import Item
from etabli.platform.spaces.models import Rank

END_OF_DAY = time(23, 59)


def settle_reading(app: App, item: Item) -> Reading | None:
    """Keep whom the item asks in step with it; None when it asks nobody now.

    One audience stands for all of them, however many they are: nothing is written for each.
    """
    on = app.behaviours.acknowledgeable
    if on is None or not _asks(app, on, item):
        return None
    who = _concerned(app, on, item)
    if who is None:
        return None
    watchers = audience_of(grants_of(app, on.watch, item), apart=True)
    reading, _made = Reading.objects.update_or_create(
        item=item,
        defaults={
            "who": who,
            "watchers": watchers,
            "due_at": _until(on, item),
            "audience_id": item.audience_id,
        },
    )
    return reading


def _asks(app: App, on: Acknowledgeable, item: Item) -> bool:
    here = item.state in on.states if on.states else item.state not in app.final_states
    return here and applies(app, on.when, item)


def _concerned(app: App, on: Acknowledgeable, item: Item) -> Audience | None:
    if not on.who:
        return audience_for(app, item)
    grants = [grant for name in on.who for grant in _named(app, name, item)]
    return audience_of(grants) if grants else None


def _named(app: App, name: str, item: Item) -> list[Principal]:
    if name in ROLES:
        return [in_space(item.space_id, ROLES[name])]
    ids = people_in(item.data.get(name))
    match app.fields[name].kind:
        case "unit":
            return [unit(pk) for pk in ids]
        case "space":
            return [in_space(pk, Rank.MEMBER) for pk in ids]
    return [one(pk) for pk in ids]


def _until(on: Acknowledgeable, item: Item) -> datetime | None:
    said = item.data.get(on.by) if on.by else None
    if said:
        moment = datetime.fromisoformat(said)
        if moment.tzinfo is None:
            moment = datetime.combine(moment.date(), END_OF_DAY)
            return timezone.make_aware(moment)
        return moment
    if item.due_at is not None:
        return item.due_at
    return item.state_since + on.within if on.within else None
