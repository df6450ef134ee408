"""What people type becomes a canonical value, or is refused with a sentence."""

from typing import Any

import pytest
from django.utils.translation import override

from etabli.platform.engine.fields.context import PlainForm
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.types import FIELD_TYPES
from tests.engine.fields.house import OPTIONS, field, moment

NB = "\u00a0"


def made(kind: str, **settings: Any) -> Any:
    return field(FIELD_TYPES[kind], **settings)


ACCEPTED = [
    ("text", {}, "  Fuite   d’eau ", "Fuite d’eau"),
    ("text", {"multiline": True}, "a\r\nb", "a\nb"),
    ("text", {}, "a\0b\u202ec", "abc"),
    ("number", {"decimals": 2}, f"1{NB}234,56", 1234.56),
    ("number", {"decimals": 2}, "1.234,56", 1234.56),
    ("number", {"decimals": 2}, "1,234.56", 1234.56),
    ("number", {}, "\u22123", -3),
    ("number", {}, 12.0, 12),
    ("money", {}, f"840{NB}€", "840.00"),
    ("money", {}, "12,5", "12.50"),
    ("money", {}, "-0", "0.00"),
    ("rating", {}, "4/5", 4),
    ("boolean", {}, "oui", True),
    ("boolean", {}, "0", False),
    ("date", {}, "2026-11-23", "2026-11-23"),
    ("date", {}, "23/11/2026", "2026-11-23"),
    ("date", {}, "1.2.27", "2027-02-01"),
    ("datetime", {}, "2026-11-23T09:30", "2026-11-23T08:30:00Z"),
    ("datetime", {}, "23/11/2026 9h30", "2026-11-23T08:30:00Z"),
    ("datetime", {}, "2026-07-01T09:30:00+00:00", "2026-07-01T09:30:00Z"),
    (
        "period",
        {},
        {"start": "26/10/2026", "end": ""},
        {"start": "2026-10-26", "end": "2026-10-26"},
    ),
    (
        "period",
        {"half_days": True},
        {"start": "2026-10-26", "end": "2026-10-30", "start_pm": "1", "end_am": ""},
        {"start": "2026-10-26", "end": "2026-10-30", "start_pm": True},
    ),
    ("choice", {"options": OPTIONS}, "minor", "minor"),
    ("choices", {"options": OPTIONS}, ["minor", "urgent", "minor"], ["urgent", "minor"]),
    ("person", {}, "p-karim", 1),
    ("people", {}, ["p-claire", "", "p-karim", "p-claire"], [2, 1]),
    ("space", {}, "s-voirie", 4),
    ("relation", {}, "i-fuite", 5),
    ("relation", {"many": True, "to": "tasks"}, ["i-relire"], [6]),
    ("files", {}, ["f-plan", "f-photo"], [8, 7]),
    ("images", {}, ["f-photo"], [7]),
    ("percent", {}, " 40 % ", 40),
    ("percent", {"decimals": 1}, "12,5 %", 12.5),
    ("duration", {}, "1 h 30", 90),
    ("duration", {}, "1h30min", 90),
    ("duration", {}, "1:05", 65),
    ("duration", {}, "1,5", 90),
    ("duration", {"unit": "minutes"}, 45, 45),
    ("duration", {}, "2 jours 4 h", 3120),
    ("duration", {}, "PT1H30M", 90),
    ("unit", {}, "u-voirie", 9),
    ("unit", {"many": True}, ["u-voirie", "u-voirie"], [9]),
    ("email", {}, " Karim.Haddad@Montreval.FR ", "Karim.Haddad@montreval.fr"),
    ("phone", {}, "01 40 00 00 12", "+33140000012"),
    ("phone", {}, "+32 2 123 45 67", "+3221234567"),
    ("phone", {"country": "BE"}, "02/123.45.67", "+3221234567"),
    ("phone", {}, "01.40.00.00.12 ext. 34", "+33140000012;ext=34"),
    ("phone", {}, "40 12", "4012"),
    (
        "recurrence",
        {},
        {"every": "week", "days": ["th", "mo"], "until": "31/12/2026", "times": "", "but": []},
        {"every": "week", "days": ["mo", "th"], "until": "2026-12-31"},
    ),
    (
        "recurrence",
        {},
        {"every": "month", "days": ["mo"], "times": "6"},
        {"every": "month", "times": 6},
    ),
    (
        "recurrence",
        {},
        {"every": "year", "but": ["2027-10-06", "2026-10-06", "2027-10-06"]},
        {"every": "year", "but": ["2026-10-06", "2027-10-06"]},
    ),
    ("recurrence", {}, {"every": "", "until": "2026-12-31"}, None),
    ("url", {}, "montreval.fr/neige", "https://montreval.fr/neige"),
    ("url", {}, "http://localhost:8000/a?b=c#d", "http://localhost:8000/a?b=c#d"),
    ("place", {}, "Rue du Four", {"label": "Rue du Four"}),
    (
        "place",
        {},
        {"label": "", "lat": "47.2", "lon": "-1.55"},
        {"label": "47.20000, -1.55000", "lat": 47.2, "lon": -1.55},
    ),
]


@pytest.mark.parametrize(("kind", "settings", "typed", "kept"), ACCEPTED)
def test_what_is_typed_is_understood(kind: str, settings: Any, typed: Any, kept: Any) -> None:
    assert made(kind, **settings).validate(typed, moment()) == kept


REFUSED = [
    ("text", {"max": 3}, "quatre", "Too long"),
    ("text", {}, ["a"], "Write some text"),
    ("number", {}, "douze", "not a number"),
    ("number", {}, "1e400", "not a number"),
    ("number", {}, float("nan"), "not a number"),
    ("number", {}, True, "not a number"),
    ("number", {}, "1,5", "whole number"),
    ("number", {"min": 0, "max": 10}, "11", "Too large"),
    ("number", {"min": 0}, "-1", "Too small"),
    ("money", {}, "1.234", "Too many decimals"),
    ("rating", {}, "6", "from 1 to 5"),
    ("rating", {}, "2,5", "from 1 to 5"),
    ("boolean", {}, "peut-être", "yes or no"),
    ("date", {}, "2026-09-31", "September ends on the 30th. Pick another date."),
    ("date", {}, "29/02/2027", "February 2027 ends on the 28th"),
    ("date", {}, "2026-13-01", "twelve months"),
    ("date", {}, "demain", "not a date"),
    ("date", {}, "0001-01-01", "between 1900 and 2199"),
    ("date", {"not_before": "today"}, "2026-10-05", "This day is past"),
    ("datetime", {}, "2026-11-23", "The hour is missing"),
    ("datetime", {}, "2026-11-23 25:00", "not an hour"),
    ("period", {}, {"start": "2026-10-30", "end": "2026-10-26"}, "end comes before"),
    ("period", {}, {"end": "2026-10-26"}, "from which day"),
    (
        "period",
        {"half_days": True},
        {"start": "2026-10-26", "end": "2026-10-26", "start_pm": True, "end_am": True},
        "Nothing is left",
    ),
    ("choice", {"options": OPTIONS}, "autre", "not in the list"),
    ("choice", {"options": OPTIONS}, ["minor"], "not in the list"),
    ("choice", {"options": OPTIONS}, "old", "no longer in use"),
    ("choices", {"options": OPTIONS, "max": 1}, ["minor", "urgent"], "1 at most"),
    ("person", {}, "p-nobody", "This person was not found"),
    ("person", {}, 1, "This person was not found"),
    ("person", {"guests": False}, "p-paul", "Paul Mercadier is a guest"),
    ("people", {"max": 1}, ["p-karim", "p-claire"], "1 at most"),
    ("relation", {"to": ["tasks"]}, "i-fuite", "cannot be linked here"),
    ("images", {}, ["f-plan"], "is not a picture"),
    ("files", {"max": 1}, ["f-plan", "f-photo"], "One file at most"),
    ("options", {}, ["Oui"], "two answers at least"),
    ("options", {}, ["Oui", "Non", "Oui"], "written twice"),
    ("percent", {}, "101", "Too large"),
    ("percent", {}, "-1", "Too small"),
    ("percent", {}, "moitié", "not a number"),
    ("recurrence", {}, {"every": "hour"}, "how often"),
    ("recurrence", {}, {"every": "week", "days": ["lundi"]}, "days of the week"),
    ("recurrence", {}, {"every": "week", "until": "2027-01-01", "times": "3"}, "not both"),
    ("recurrence", {}, {"every": "week", "until": "un jour"}, "not a date"),
    ("recurrence", {}, {"every": "week", "times": "401"}, "from 1 to 400"),
    ("recurrence", {}, {"every": "week", "but": ["2026-01-01"] * 401}, "from the list"),
    ("duration", {}, "longtemps", "not a length of time"),
    ("duration", {}, "30 min 2 h", "not a length of time"),
    ("duration", {}, "P1M", "not a length of time"),
    ("duration", {"max": "PT8H"}, "9 h", "The most is 8"),
    ("duration", {"min": "PT15M"}, "5 min", "The least is 15"),
    ("unit", {}, "u-nulle", "This unit was not found"),
    ("email", {}, "karim@", "not an e-mail address"),
    ("email", {}, "a@b.fr\nBcc: c@d.fr", "not an e-mail address"),
    ("phone", {}, "demain", "Write it as 01 23 45 67 89"),
    ("phone", {}, "01 40 00", "not a phone number"),
    ("url", {}, "javascript:alert(1)", "Only addresses"),
    ("url", {}, "ftp://a.fr", "Only addresses"),
    ("url", {}, "https://moi:secret@a.fr", "Take the name"),
    ("url", {}, "n’importe quoi", "not the address"),
    ("place", {}, {"label": "a", "lat": "91", "lon": "0"}, "not on the map"),
    ("place", {}, {"label": "a", "lat": "1"}, "not on the map"),
    ("checklist", {"max": 1}, ["a", "b"], "One line at most"),
    ("rich_text", {}, {"type": "doc", "content": [{"type": "script"}]}, "not known here"),
]


@pytest.mark.parametrize(("kind", "settings", "typed", "sentence"), REFUSED)
def test_what_cannot_be_taken_is_said(kind: str, settings: Any, typed: Any, sentence: str) -> None:
    with override("en"), pytest.raises(FieldError) as refused:
        made(kind, **settings).validate(typed, moment("en"))
    assert sentence in refused.value.sentence


def test_sentences_are_french_for_french_people() -> None:
    with override("fr"), pytest.raises(FieldError) as refused:
        made("date").validate("31/09/2026", moment())
    assert refused.value.sentence == "Septembre s’arrête au 30. Choisissez une autre date."


@pytest.mark.parametrize("kind", sorted(FIELD_TYPES))
@pytest.mark.parametrize("typed", [None, "", "  ", []])
def test_nothing_is_nothing(kind: str, typed: Any) -> None:
    needed = {"choice": {"options": OPTIONS}, "choices": {"options": OPTIONS}}
    settings = {**needed, "formula": {"value": "1"}}.get(kind, {})
    assert made(kind, **settings).validate(typed, moment()) is None


def test_a_retired_option_stays_where_it_was() -> None:
    kind = made("choice", options=OPTIONS)
    assert kind.validate("old", moment(current="old")) == "old"
    chosen = kind.form_widget("old", moment()).options
    assert [one.value for one in chosen if one.retired] == ["old"]
    assert "old" not in [one.value for one in kind.form_widget("minor", moment()).options]


def test_someone_who_left_stays_where_she_was() -> None:
    kind = made("person", guests=False)
    assert kind.validate("p-paul", moment(current=3)) == 3


def test_what_one_may_not_see_is_not_named() -> None:
    kind = made("people")
    with override("fr"):
        shown = kind.display([1, 2], moment(hidden=("p-claire",)))
    assert "Claire" not in str(shown)
    assert shown.text == "Karim Haddad et non visible pour vous"


def test_a_form_gives_back_what_was_typed() -> None:
    kind = made("period", half_days=True)
    form = PlainForm({"it.start": ["hier"], "it.end": ["demain"], "it.end_am": ["1"]})
    assert kind.from_form(form, "it") == {
        "start": "hier",
        "end": "demain",
        "start_pm": "",
        "end_am": "1",
    }


def test_rows_of_a_checklist_keep_their_ids_and_ticks() -> None:
    kind = made("checklist")
    form = PlainForm(
        {"it.id": ["a1", "", ""], "it.text": ["Fermer", "Baliser", " "], "it.done": ["a1"]}
    )
    rows = kind.validate(kind.from_form(form, "it"), moment())
    assert [(row["text"], row["done"]) for row in rows] == [("Fermer", True), ("Baliser", False)]
    assert rows[0]["id"] == "a1"
    assert rows[1]["id"]
    assert kind.tick(rows, "a1", done=False)[0]["done"] is False
    assert kind.progress(rows) == (1, 2)


def test_a_ticked_box_that_is_required_must_be_ticked() -> None:
    kind = made("boolean", required=True)
    assert kind.from_form(PlainForm({}), "it") == "0"
    with pytest.raises(FieldError):
        kind.demand(False)


def test_half_days_are_counted() -> None:
    kind = made("period", half_days=True)
    week = {"start": "2026-10-22", "end": "2026-10-27", "start_pm": True, "end_am": True}
    assert kind.weekdays(week) == 3
    with override("fr"):
        assert kind.length(week, "fr") == "3 jours de semaine"
        text = kind.display(week, moment()).text
    assert text == f"du jeudi 22 au mardi 27{NB}octobre, dès midi, jusqu’à midi"
    start, end = kind.bounds(week, moment().zone)
    assert (start.hour, end.hour) == (12, 12)


def test_a_cell_is_never_a_formula() -> None:
    kind = made("text")
    for text in ("=1+1", "+33 1", "-1", "@import", "\tx"):
        assert str(kind.export_cell(text, moment())).startswith("'")
    assert made("number").export_cell(-3, moment()) == -3


def test_a_field_of_another_type_is_carried_over_or_said_lost() -> None:
    words, number = made("text"), made("number")
    assert number.convert_from(words, "12", moment()).value == 12
    lost = number.convert_from(words, "douze", moment())
    assert not lost.ok
    assert lost.lost == "douze"
    options = made("choice", options=OPTIONS)
    assert options.convert_from(words, "GENANT", moment()).value == "minor"


def test_somebody_forgotten_is_in_no_value() -> None:
    assert made("person").anonymise(1, 1) is None
    assert made("people").anonymise([1, 2], 1) == [2]
    assert made("people").anonymise([1], 1) is None
