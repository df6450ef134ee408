"""What the page of an item and lists say of who comes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from etabli.platform.attending.answering import Answer, answers_of, coming_to, is_over
from etabli.platform.attending.asking import asked_of
from etabli.platform.attending.models import Attendance
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.panels import Label, labels, panel
from etabli.platform.engine.screens.faces import face_of
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person

SHOWN = 12
"""Faces shown of each answer."""


@panel("head", "attendable", "attending/parts/coming.html")
def coming(app: App, item: Item, person: Person, context: Context) -> Mapping[str, Any] | None:
    """The question, for as long as it is asked, and who comes."""
    if item.starts_at is None:
        return None
    found = coming_to(app, item)
    groups = [
        (_("On site"), found.on_site),
        (_("Remotely"), found.remote),
        (_("Waiting for a place"), found.waiting),
        (pgettext("attendance", "Not coming"), found.no),
    ]
    open_still = not is_over(item) and not item.trashed
    if not open_still and not any(people for _label, people in groups):
        return None
    return {
        "url": f"/fiches/{item.uid}/presence/",
        "open": open_still,
        "mine": found.answer_of(person),
        "answers": [(answer, str(Answer(answer).label)) for answer in answers_of(app)],
        "left": found.left,
        "places": found.places,
        "groups": [
            (label, len(people), [face_of(one) for one in people[:SHOWN]])
            for label, people in groups
            if people
        ],
        "silent": _silent(app, item),
    }


@labels
def mine(app: App, items: Sequence[Item], person: Person, context: Context) -> Mapping[int, Label]:
    """In lists, what one answered."""
    if app.behaviours.attendable is None:
        return {}
    ids = [item.pk for item in items]
    rows = Attendance.objects.filter(item__in=ids, person=person).exclude(answer=Answer.NO)
    words = {Answer.ON_SITE: _("You are coming"), Answer.REMOTE: _("You join remotely")}
    return {row.item_id: Label(words[Answer(row.answer)], "ok") for row in rows}


def _silent(app: App, item: Item) -> int:
    """How many of those asked have said nothing."""
    asked = set(asked_of(app, item))
    answered = Attendance.objects.filter(item=item, person__in=asked).count()
    return len(asked) - answered
