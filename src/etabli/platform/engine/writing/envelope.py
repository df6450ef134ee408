"""What the envelope of an item repeats of its fields: dates, title, flex columns, refs."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.names import KEPT_AS_FIELDS
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.formulas import is_formula, kept_formulas
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.rights.granting import audience_for, parts_of
from etabli.platform.engine.spans import Span, span_of
from etabli.platform.engine.titles import title_names, title_of
from etabli.platform.engine.writing.referring import refs_of
from etabli.platform.events.log import Fact, emit
from etabli.platform.items.models import Item, ItemPart, ItemRef
from etabli.platform.items.revising import FLEX
from etabli.platform.items.rights import discussion_audience
from etabli.platform.people.models import Person

Values = dict[str, Any]


def columns_for(app: App, item: Item, values: Values, *, by: Person) -> dict[str, Any]:
    """The columns an item takes from the canonical values of its fields.

    ``values``: field uid → canonical value; may also hold ``assignee`` (person id) and
    ``due`` (aware datetime), which behaviours bring, and the ``state`` it goes to. Restricted
    fields are left out of ``data``: they live in parts.
    """
    fields = {
        uid: value for uid, value in values.items() if uid in app.fields or uid in KEPT_AS_FIELDS
    }
    restricted = {
        uid for uid, field in app.fields.items() if field.read is not None or is_formula(app, uid)
    }
    columns: dict[str, Any] = {
        "data": {u: v for u, v in fields.items() if v is not None and u not in restricted}
    }
    columns |= _behaviours(app, values)
    context = context_for(by, lang=item.lang)
    said = columns["data"] | kept_formulas(app, item, _about_to_be(item, values, columns), context)
    columns |= _flex(app, said)
    columns["title"] = _title(app, said, item, context)
    return columns


def _about_to_be(item: Item, values: Values, columns: Values) -> Values:
    """What formulas read: the fields as they will be, none left from before."""
    emptied = dict.fromkeys(item.data)
    known = {name: values[name] for name in ("state", "assignee", "due") if name in values}
    ends = {name: columns[f"{name}_at"] for name in ("starts", "ends") if f"{name}_at" in columns}
    return {**emptied, **columns["data"], **known, **ends}


def _title(app: App, values: Values, item: Item, context: Context) -> str:
    """The title in the language of the item; restricted fields never enter it."""
    words = {"author": item.author.name, "number": item.number}
    for uid in title_names(app):
        value = values.get(uid)
        if uid in app.fields and value is not None:
            words[uid] = app.fields[uid].display(value, context).text
    return title_of(app, words, item.lang)


def settle(app: App, item: Item, values: Values) -> None:
    """Save the parts and refs of a saved item whose values changed."""
    _settle_refs(app, item, values, _settle_parts(app, item, values))


def conclude(app: App, item: Item, fact: Fact) -> None:
    """Say what happened to those it now concerns, then give the item the audience it asks for.

    The audience moves last, and all that hangs on the item follows it: handing something
    over may put it out of one's own sight.
    """
    emit(replace(fact, audience_id=audience_for(app, item).pk))
    give_audiences(app, item)


def give_audiences(app: App, item: Item) -> None:
    """Give an item, its restricted parts and its discussion the audiences its app asks for."""
    audience = audience_for(app, item)
    discussion = discussion_audience(item)
    with connection.cursor() as cursor:
        for part_audience, uids in parts_of(app, item):
            cursor.execute(
                "SELECT items_set_part_audience(%s, %s, %s)", [item.pk, uids, part_audience.pk]
            )
        if discussion != item.audience_id:
            cursor.execute("SELECT items_set_discussion_audience(%s, %s)", [item.pk, discussion])
        if audience.pk != item.audience_id:
            cursor.execute("SELECT items_set_audience(%s, %s)", [item.pk, audience.pk])
            item.audience = audience


def _settle_parts(app: App, item: Item, values: Values) -> dict[str, int]:
    """Save the restricted fields; returns the audience each one lives under."""
    under: dict[str, int] = {}
    for audience, uids in parts_of(app, item):
        under |= dict.fromkeys(uids, audience.pk)
        given = {uid: values[uid] for uid in uids if uid in values}
        if not given:
            continue
        part = ItemPart.objects.filter(item=item, audience=audience).first()
        kept = {**(part.data if part else {}), **given}
        ItemPart.objects.update_or_create(
            item=item,
            audience=audience,
            defaults={"data": {uid: value for uid, value in kept.items() if value is not None}},
        )
    return under


def _settle_refs(app: App, item: Item, values: Values, under: dict[str, int]) -> None:
    changed = [uid for uid in values if uid in app.fields or uid in KEPT_AS_FIELDS]
    ItemRef.objects.filter(item=item, field__in=changed).delete()
    ItemRef.objects.bulk_create(
        ItemRef(
            item=item,
            field=uid,
            kind=ref.kind,
            target=ref.target,
            text=ref.text,
            audience_id=under.get(uid, item.audience_id),
        )
        for uid in changed
        for ref in refs_of(app, uid, values[uid])
    )


def _flex(app: App, values: Values) -> dict[str, Any]:
    columns: dict[str, Any] = dict.fromkeys(FLEX & set(app.flex.values()))
    for uid, column in app.flex.items():
        columns[column] = app.fields[uid].flex_value(values.get(uid))
    return {**columns, "flex_map": app.flex_mark}


def _behaviours(app: App, values: Values) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if app.behaviours.assignable and "assignee" in values:
        columns["assignee_id"] = values["assignee"]
    scheduled = app.behaviours.schedulable
    if scheduled and "due" in values:
        columns["due_at"] = _moment(values["due"])
    if scheduled and scheduled.dated:
        span = span_of(app, values, ZoneInfo(timezone.get_current_timezone_name()))
        # In UTC, as they will be read again: the history compares them as they were written.
        columns["starts_at"], columns["ends_at"] = _in_utc(span)
    return columns


def _in_utc(span: Span | None) -> tuple[datetime | None, datetime | None]:
    return (span[0].astimezone(UTC), span[1].astimezone(UTC)) if span else (None, None)


def _moment(value: datetime | str | None) -> datetime | None:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment
