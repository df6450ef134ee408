"""Whatever is sent: a canonical value that stays itself, or FieldError, and nothing else."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etabli.lib.recurrence import EVERY, MOST, WEEKDAYS
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.types import FIELD_TYPES
from tests.engine.fields.house import OPTIONS, UIDS, field, moment

SETTINGS: dict[str, dict[str, Any]] = {
    "choice": {"options": OPTIONS},
    "choices": {"options": OPTIONS},
    "formula": {"value": "1"},
    "number": {"decimals": 3},
    "period": {"half_days": True},
    "relation": {"many": True},
    "unit": {"many": True},
}
FIELDS = {name: field(kind, **SETTINGS.get(name, {})) for name, kind in FIELD_TYPES.items()}

words = st.text(max_size=60) | st.sampled_from(
    ["2026-02-30", "31/12/1899", "9h", "1e999", "\0", "٣", "²", "½", "://", "http://[", "-", "NaN"]
)
keys = st.sampled_from(
    ["start", "end", "label", "lat", "lon", "text", "id", "done", "type", "day", "every", "but"]
)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | words
junk = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4)
)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))

GOOD: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(max_size=200),
    "rich_text": st.text(max_size=300),
    "number": st.decimals(-(10**11), 10**11, places=3).map(str),
    "money": st.decimals(-(10**11), 10**11, places=2).map(str),
    "rating": st.integers(1, 5),
    "boolean": st.booleans(),
    "date": days.map(str),
    "datetime": st.tuples(days, st.times()).map(lambda d: f"{d[0]} {d[1]:%H:%M}"),
    "period": st.tuples(days, st.booleans()).map(
        lambda d: {"start": str(d[0]), "end": str(d[0]), "start_pm": d[1]}
    ),
    "choice": st.sampled_from(["urgent", "minor"]),
    "choices": st.lists(st.sampled_from(["urgent", "minor"])),
    "person": st.sampled_from(UIDS["person"]),
    "people": st.lists(st.sampled_from(UIDS["person"])),
    "space": st.sampled_from(UIDS["space"]),
    "relation": st.lists(st.sampled_from(UIDS["item"])),
    "files": st.lists(st.sampled_from(UIDS["file"])),
    "images": st.just(["f-photo"]),
    "url": st.from_regex(r"\Ahttps?://[a-z]{1,9}\.fr(/[a-z0-9]{0,9}){0,3}\Z"),
    "place": st.tuples(st.text(max_size=80), st.floats(-90, 90), st.floats(-180, 180)).map(
        lambda p: {"label": p[0], "lat": p[1], "lon": p[2]}
    ),
    "options": st.lists(
        st.text("abcdé", min_size=1, max_size=9), min_size=2, max_size=9, unique=True
    ),
    "formula": st.decimals(-(10**11), 10**11, places=2).map(str),
    "percent": st.integers(0, 100),
    "duration": st.integers(0, 5_000_000).map(lambda minutes: f"{minutes} min"),
    "unit": st.lists(st.sampled_from(UIDS["unit"])),
    "email": st.from_regex(r"\A[a-z]{1,9}(\.[A-Z]{1,9})?@[A-Za-z]{2,9}\.fr\Z"),
    "phone": st.from_regex(r"\A(0[1-79]|\+33 ?[1-79]|\+49 30)( ?[0-9]{2}){4}\Z"),
    "checklist": st.lists(st.text(max_size=150), max_size=20),
    "recurrence": st.fixed_dictionaries(
        {"every": st.sampled_from(EVERY)},
        optional={
            "days": st.lists(st.sampled_from(WEEKDAYS)),
            "times": st.integers(1, MOST),
            "but": st.lists(days.map(str), max_size=5),
        },
    ),
}


@pytest.mark.parametrize("name", sorted(FIELDS))
@given(raw=junk)
@settings(max_examples=80, deadline=None)
def test_junk_is_refused_with_a_sentence(name: str, raw: Any) -> None:
    kind = FIELDS[name]
    try:
        value = kind.validate(raw, moment())
    except FieldError as refused:
        assert refused.sentence
        return
    _is_sound(kind, value)


@pytest.mark.parametrize("name", sorted(FIELDS))
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_value_survives_the_way_out_and_back(name: str, data: st.DataObject) -> None:
    kind = FIELDS[name]
    value = kind.validate(data.draw(GOOD[name]), moment())
    _is_sound(kind, value)
    said = json.loads(json.dumps(kind.to_json(value, moment())))
    assert kind.from_json(said, moment()) == value
    if value is not None:
        assert kind.convert_from(kind, value, moment()) is not None


@pytest.mark.parametrize("name", sorted(FIELDS))
@given(text=words)
@settings(max_examples=40, deadline=None)
def test_any_cell_of_a_spreadsheet_can_be_read(name: str, text: str) -> None:
    try:
        value = FIELDS[name].from_import(text, moment())
    except FieldError:
        return
    _is_sound(FIELDS[name], value)


def _is_sound(kind: Any, value: Any) -> None:
    """A canonical value: plain JSON without a null character, shown and listed without a fault."""
    assert "\\u0000" not in json.dumps(value, allow_nan=False)
    for lang in ("fr", "en"):
        kind.display(value, moment(lang))
        kind.form_widget(value, moment(lang))
        kind.diff_text(value, moment(lang))
    kind.export_cell(value, moment())
    kind.search_text(value, moment())
    kind.flex_value(value)
    kind.comparable(value)
    list(kind.refs(value))
    kind.anonymise(value, 1)
