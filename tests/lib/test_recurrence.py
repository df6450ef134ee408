"""What comes again: the days of RFC 5545, at the same hour of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from etabli.lib.recurrence import EVERY, FURTHEST, WEEKDAYS, Rule, shifted
from etabli.lib.wording_recurrence import recurrence

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 10, 6)
firsts = st.dates(date(2000, 1, 1), date(2090, 12, 31))
rules = st.builds(
    Rule,
    st.sampled_from(EVERY),
    days=st.lists(st.sampled_from(WEEKDAYS), unique=True).map(tuple),
    times=st.none() | st.integers(1, 60),
)


def days(first: date, **said: Any) -> list[str]:
    return [day.isoformat() for day in islice(Rule.read(said).days_from(first), 6)]


@given(rule=rules, first=firsts)
@settings(max_examples=150, deadline=None)
def test_it_falls_on_the_days_the_standard_says(rule: Rule, first: date) -> None:
    weekday = WEEKDAYS[first.weekday()].upper()
    named = ",".join(day.upper() for day in rule.days or (weekday,))
    nth = (first.day - 1) // 7 + 1
    written = {
        "week": f"FREQ=WEEKLY;BYDAY={named}",
        "two_weeks": f"FREQ=WEEKLY;INTERVAL=2;BYDAY={named};WKST=MO",
        "month": f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
        "weekday": f"FREQ=MONTHLY;BYDAY={nth if nth < 5 else -1}{weekday}",
        "year": f"FREQ=YEARLY;BYMONTH={first.month};BYMONTHDAY={first.day}",
    }[rule.every]
    written += f";COUNT={rule.times}" if rule.times else ""
    standard = rrulestr(written, dtstart=datetime.combine(first, datetime.min.time()))
    expected = [moment.date() for moment in islice(standard, 80)]
    end = first.replace(year=first.year + FURTHEST[rule.every], day=min(first.day, 28))
    assert list(islice(rule.days_from(first), 80))[:40] == [d for d in expected if d <= end][:40]


@given(rule=rules, first=firsts, span=st.integers(0, 400), length=st.integers(0, 400))
@settings(max_examples=80, deadline=None)
def test_between_two_days_are_those_of_all(rule: Rule, first: date, span: int, length: int) -> None:
    low = first + timedelta(days=span)
    high = low + timedelta(days=length)
    assert rule.between(first, low, high) == [d for d in rule.days_from(first) if low <= d <= high]


@given(rule=rules, first=firsts)
@settings(max_examples=60, deadline=None)
def test_nothing_goes_on_for_ever(rule: Rule, first: date) -> None:
    last = rule.last(first)
    assert last is None or last.year <= first.year + FURTHEST[rule.every]


@given(day=firsts, clock=st.times(), later=st.integers(0, 4000))
@settings(max_examples=150, deadline=None)
def test_the_hour_of_the_clock_is_kept(day: date, clock: time, later: int) -> None:
    moment = datetime.combine(day, clock)
    found = shifted(moment.replace(tzinfo=PARIS), timedelta(days=later))
    wanted = moment + timedelta(days=later)
    leapt = wanted.replace(tzinfo=PARIS).astimezone(UTC).astimezone(PARIS).replace(tzinfo=None)
    assert found.replace(tzinfo=None) == leapt
    assert leapt == wanted or leapt - wanted == timedelta(hours=1)


def test_nine_stays_nine_when_the_clocks_change() -> None:
    first = datetime(2026, 10, 19, 9, tzinfo=PARIS)
    after = shifted(first, timedelta(days=7))
    assert (after.hour, after.utcoffset()) == (9, timedelta(hours=1))
    assert first.utcoffset() == timedelta(hours=2)


def test_an_hour_the_clocks_leap_over_is_the_next_one() -> None:
    night = datetime(2026, 3, 22, 2, 30, tzinfo=PARIS)
    assert shifted(night, timedelta(days=7)).strftime("%H:%M") == "03:30"


def test_29_february_comes_when_there_is_one() -> None:
    assert days(date(2024, 2, 29), every="year")[:3] == ["2024-02-29", "2028-02-29", "2032-02-29"]
    assert days(date(2024, 1, 31), every="month")[:3] == ["2024-01-31", "2024-03-31", "2024-05-31"]


def test_the_last_friday_is_the_last_one_of_each_month() -> None:
    assert days(date(2026, 10, 30), every="weekday")[:3] == [
        "2026-10-30",
        "2026-11-27",
        "2026-12-25",
    ]


def test_what_is_left_out_still_counts() -> None:
    found = days(date(2026, 10, 5), every="week", times=3, but=["2026-10-12"])
    assert found == ["2026-10-05", "2026-10-19"]
    assert days(date(2026, 10, 5), every="week", until="2026-10-18") == ["2026-10-05", "2026-10-12"]


def test_it_is_said_in_plain_words() -> None:
    weekly = Rule("week", ("mo", "th"), until=date(2027, 3, 3))
    assert recurrence(weekly, TODAY, "fr") == (
        "Toutes les semaines, le lundi et le jeudi, jusqu’au 3\u00a0mars 2027"
    )
    assert recurrence(weekly, TODAY, "en").startswith("Every week, on Monday and Thursday, until")
    second = date(2026, 10, 13)
    assert recurrence(Rule("weekday", times=4), TODAY, "fr", second) == (
        "Tous les mois, le 2e mardi, 4\u00a0fois"
    )
    assert recurrence(Rule("month"), TODAY, "fr", date(2026, 10, 1)) == "Tous les mois, le 1er"
