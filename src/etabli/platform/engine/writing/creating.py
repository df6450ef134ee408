"""Making an item."""

from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.platform.engine.app import App
from etabli.platform.engine.rights.asking import may_create
from etabli.platform.engine.rights.granting import audience_for
from etabli.platform.engine.titles import number_of, series_of
from etabli.platform.engine.writing.editing import refuse_foreign
from etabli.platform.engine.writing.envelope import Values, columns_for, settle
from etabli.platform.engine.writing.nesting import refuse_circles
from etabli.platform.engine.writing.referring import call_people
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.events.log import Fact, emit
from etabli.platform.items.following import follow_unasked
from etabli.platform.items.models import Item
from etabli.platform.items.revising import record
from etabli.platform.items.rights import discussion_audience
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space


def create(app: App, space: Space, values: Values, *, by: Person, **details: Any) -> Item:
    """Make an item of an app in a space, in the app's first state.

    ``values``: canonical values by field uid, and ``assignee``, ``due`` from behaviours.
    ``details``: further columns (created_at, origin, parent, lang).
    Raises Refusal when the person may not.
    """
    if not may_create(app, space, by):
        raise Refusal(_("Only members of this space can create this here."))
    item = Item(app=app.app, space=space, author=by, state=app.first_state, **details)
    item.lang = item.lang or by.language
    item.audience = audience_for(app, item)
    values, called = call_people(app, values, item.audience_id)
    item.number = _numbered(app, item)
    for column, value in columns_for(app, item, values, by=by).items():
        setattr(item, column, value)
    refuse_foreign(app, item, values, by=by)
    refuse_circles(app, item, values)
    item.published = _published(app, "created", item.state)
    item.audience = audience_for(app, item)
    item.save()
    settle(app, item, values)
    record(item, {}, by=by, verb="created")
    # Made now, so that reading a page never has to make one.
    discussion_audience(item)
    follow_unasked(item, called, because="mentioned")
    emit(Fact("created", actor=by, item=item, space=space, payload={"mentioned": called}))
    return item


def _published(app: App, moment: str, state: str) -> bool:
    publishable = app.behaviours.publishable
    return bool(publishable and (moment in publishable.on or state in publishable.on))


def _numbered(app: App, item: Item) -> str:
    if not app.number:
        return ""
    created = timezone.localtime(item.created_at)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO items_numbering (app, series, last) VALUES (%s, %s, 1) "
            "ON CONFLICT (app, series) DO UPDATE SET last = items_numbering.last + 1 "
            "RETURNING last",
            [app.app, series_of(app, created)],
        )
        return number_of(app, int(cursor.fetchone()[0]), created)
