"""Behaviour ``reviewable``: until when an item is held to be right, and saying that it still is."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.platform.access.audiences import Principal
from etabli.platform.engine.app import App
from etabli.platform.engine.applying import applies
from etabli.platform.engine.definition.behaviours import Reviewable
from etabli.platform.engine.rights.asking import can
from etabli.platform.engine.rights.granting import grants_of
from etabli.platform.engine.writing.editing import app_of, apply
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.events.log import Fact, emit
from etabli.platform.items.models import Item, Review
from etabli.platform.items.revising import note
from etabli.platform.people.models import Person


def settle_review(app: App, item: Item) -> Review | None:
    """Keep the review of an item in step with it; None when it is not reviewed any more."""
    on = app.behaviours.reviewable
    if on is None or item.state in app.final_states or not applies(app, on.when, item):
        Review.objects.filter(item=item).delete()
        return None
    said = item.data.get(on.on) if on.on else None
    review = Review.objects.filter(item=item).first()
    due = date.fromisoformat(said) if said else review.due_on if review else None
    return _until(item, due or timezone.localdate(item.created_at) + on.every, on)


def still_right(item: Item, *, by: Person) -> Review:
    """Say that an item is still right: it is to be reviewed again after the time its app says.

    Raises Refusal for whoever is not asked to, StaleVersion when it has changed meanwhile.
    """
    app = app_of(item)
    on = app.behaviours.reviewable
    done = on is None or item.state in app.final_states or not applies(app, on.when, item)
    if on is None or done or not can(by, "review", item):
        raise Refusal(_("You cannot say this here."))
    due = timezone.localdate() + on.every
    if on.on:
        # The field says it: it is changed as any other, and read from there.
        apply(app, item, {on.on: due.isoformat()}, by=by, verb="reviewed")
        return _until(item, due, on)
    former = Review.objects.filter(item=item).first()
    review = _until(item, due, on)
    patch = {"@review": [former and former.due_on.isoformat(), due.isoformat()]}
    note(item, patch, by=by, verb="reviewed")
    emit(Fact("reviewed", actor=by, item=item))
    return review


def reviewers_of(app: App, item: Item) -> list[Principal]:
    """Who is awaited when the review is due."""
    on = app.behaviours.reviewable
    return grants_of(app, on.by, item) if on else []


def start_of(day: date) -> datetime:
    """When a day begins, here."""
    return timezone.make_aware(datetime.combine(day, time(0)))


def _until(item: Item, due: date, on: Reviewable) -> Review:
    review, _made = Review.objects.update_or_create(
        item=item,
        defaults={"due_on": due, "soon_on": due - on.warn, "audience_id": item.audience_id},
    )
    return review
