"""What the page of an item and lists say of its validity and of its versions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from etabli.lib.wording_dates import day as said_day
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.panels import Label, labels, panel
from etabli.platform.engine.rights import can
from etabli.platform.engine.versioning import changed_since, is_versioned, versions_of
from etabli.platform.items.models import Item, Review
from etabli.platform.people.models import Person

LATEST = 3


@labels
def validity(
    app: App, items: Sequence[Item], person: Person, context: Context
) -> Mapping[int, Label]:
    """Valid, to review soon, expired."""
    if app.behaviours.reviewable is None:
        return {}
    found = Review.objects.filter(item__in=[item.pk for item in items])
    return {review.pk: _validity(review, context.today) for review in found}


def _validity(review: Review, today: date) -> Label:
    if review.due_on < today:
        return Label(_("Expired"), "stop")
    if review.soon_on <= today:
        return Label(_("To review soon"), "warn")
    return Label(_("Valid"), "ok")


@panel("aside", "reviewable", "engine/parts/review.html")
def review(app: App, item: Item, person: Person, context: Context) -> Mapping[str, Any] | None:
    """Until when it is held to be right; the act for those who say so."""
    found = Review.objects.filter(item=item).first()
    if found is None:
        return None
    return {
        "label": _validity(found, context.today),
        "day": said_day(found.due_on, context.today, context.lang),
        "past": found.due_on < context.today,
        "may": can(person, "review", item),
        "url": f"/fiches/{item.uid}/validite/",
    }


@panel("aside", "versioned", "engine/parts/versions.html")
def latest_versions(
    app: App, item: Item, person: Person, context: Context
) -> Mapping[str, Any] | None:
    """The last versions, and whether the item has changed since."""
    if not is_versioned(app, item):
        return None
    found = versions_of(item, person)
    return {
        "versions": found[:LATEST],
        "more": len(found) > LATEST,
        "changed": bool(found) and changed_since(item, found[0]),
        "may": can(person, "edit", item),
        "url": f"/fiches/{item.uid}/versions/",
    }
