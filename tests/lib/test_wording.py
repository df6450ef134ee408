"""Dates, numbers and typography in the words of the house."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from etabli.lib import wording_dates as dates
from etabli.lib import wording_numbers as numbers
from etabli.lib import wording_periods as periods
from etabli.lib.wording_typo import typo

NOW = dt.datetime(2026, 10, 6, 10, 35, tzinfo=dt.UTC)  # a Tuesday
TODAY = NOW.date()
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("hour", "minute", "french", "english"),
    [
        (9, 30, "9 h 30", "9:30 am"),
        (11, 0, "11 h", "11 am"),
        (0, 5, "0 h 05", "12:05 am"),
        (17, 0, "17 h", "5 pm"),
    ],
)
def test_hours(hour: int, minute: int, french: str, english: str) -> None:
    assert plain(dates.clock(dt.time(hour, minute), "fr")) == french
    assert plain(dates.clock(dt.time(hour, minute), "en")) == english


def test_days() -> None:
    assert plain(dates.day(TODAY, TODAY, "fr")) == "mardi 6 octobre"
    assert plain(dates.day(TODAY, TODAY, "en")) == "Tuesday 6 October"
    assert plain(dates.day(dt.date(2025, 5, 1), TODAY, "fr")) == "jeudi 1er mai 2025"
    assert dates.day_title(TODAY, TODAY, "fr") == "Aujourd’hui"
    assert plain(dates.day_short(dt.date(2026, 10, 8), TODAY, "fr")) == "jeu. 8"
    assert plain(dates.day_short(dt.date(2026, 12, 8), TODAY, "fr")) == "8 déc."
    assert dates.day_short(dt.date(2025, 10, 8), TODAY, "fr") == "08/10/2025"


@pytest.mark.parametrize(
    ("ago", "french", "english"),
    [
        (dt.timedelta(seconds=20), "à l’instant", "just now"),
        (40 * dt.timedelta(minutes=1), "il y a 40 min", "40 min ago"),
        (2 * HOUR, "aujourd’hui, 8 h 35", "today, 8:35 am"),
        (DAY, "hier, 10 h 35", "yesterday, 10:35 am"),
        (3 * DAY, "samedi, 10 h 35", "Saturday, 10:35 am"),
        (30 * DAY, "6 septembre", "6 September"),
        (-DAY, "demain, 10 h 35", "tomorrow, 10:35 am"),
    ],
)
def test_moments(ago: dt.timedelta, french: str, english: str) -> None:
    assert plain(dates.moment(NOW - ago, NOW, "fr")) == french
    assert plain(dates.moment(NOW - ago, NOW, "en")) == english


@pytest.mark.parametrize(
    ("when", "words", "tone"),
    [
        (NOW - HOUR, "en retard depuis 9 h 35", "stop"),
        (dt.date(2026, 10, 1), "en retard depuis jeudi", "stop"),
        (NOW.replace(hour=12, minute=0), "avant 12 h", "stop"),
        (NOW.replace(hour=17, minute=0), "aujourd’hui, 17 h", "warn"),
        (TODAY, "aujourd’hui", "warn"),
        (TODAY + DAY, "demain", "warn"),
        (dt.date(2026, 10, 9), "avant vendredi", ""),
        (dt.date(2026, 10, 29), "29 octobre", ""),
    ],
)
def test_deadlines(when: dt.date, words: str, tone: str) -> None:
    said = periods.deadline(when, NOW, "fr")
    assert (plain(said.words), said.tone) == (words, tone)


def test_a_day_and_an_hour_where_there_is_little_room() -> None:
    assert plain(dates.brief(NOW - DAY, NOW, "fr")) == "lun. 5, 10 h 35"
    assert plain(dates.brief(NOW - 60 * DAY, NOW, "en")) == "7 Aug, 10:35 am"


def test_periods() -> None:
    first, last = dt.date(2026, 10, 26), dt.date(2026, 10, 30)
    assert plain(periods.period(first, last, TODAY, "fr")) == "du lundi 26 au vendredi 30 octobre"
    assert plain(periods.period(first, first, TODAY, "fr")) == "le lundi 26 octobre"
    assert (
        plain(periods.period(first, last + 3 * DAY, TODAY, "fr"))
        == "du lundi 26 octobre au lundi 2 novembre"
    )
    assert (
        plain(periods.meeting(NOW, NOW + 2 * HOUR, NOW, "fr"))
        == "mardi 6 octobre, de 10 h 35 à 12 h 35"
    )
    assert (
        plain(periods.meeting(NOW, NOW + DAY, NOW, "en"))
        == "Tuesday 6 October, 10:35 am, to Wednesday 7 October, 10:35 am"
    )


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (25, "25 min"), (120, "2 h"), (150, "2 h 30"), (4320, "3 jours")],
)
def test_durations(minutes: int, words: str) -> None:
    assert plain(periods.duration(dt.timedelta(minutes=minutes), "fr")) == words


def test_numbers() -> None:
    assert plain(numbers.number(1234.5, "fr")) == "1 234,5"
    assert numbers.number(1234.5, "en") == "1,234.5"
    assert plain(numbers.money(1260, "fr")) == "1 260 €"
    assert plain(numbers.money(Decimal("1234.50"), "fr")) == "1 234,50 €"
    assert numbers.money(1260, "en", "GBP") == "£1,260"
    assert plain(numbers.size(1_800_000, "fr")) == "1,8 Mo"
    assert plain(numbers.size(12, "en")) == "12 bytes"
    assert numbers.little(5, "fr") == "cinq"
    assert numbers.little(11, "fr") == "11"


def test_plurals_follow_the_language() -> None:
    assert numbers.plural(0, "jour", "jours", "fr") == "jour"
    assert numbers.plural(0, "day", "days", "en") == "days"
    assert numbers.plural(2, "jour", "jours", "fr") == "jours"


def test_lists_of_words() -> None:
    assert numbers.listing(["Ana", "Ben", "Chloé"], "fr") == "Ana, Ben et Chloé"
    assert plain(numbers.listing(["a", "b", "c", "d"], "fr", most=2)) == "a, b et 2 autres"
    assert plain(numbers.listing(["a", "b", "c"], "en", most=2)) == "a, b and 1 other"
    assert numbers.listing([], "fr") == ""


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Vraiment ?", "Vraiment\u00a0?"),
        ("Lieu : ici ; là !", "Lieu\u00a0: ici\u00a0; là\u00a0!"),
        ("«oui» et « non »", "«\u00a0oui\u00a0» et «\u00a0non\u00a0»"),
        ("l'eau", "l’eau"),
        ("12 % de 3 kg", "12\u00a0% de 3\u00a0kg"),
        ("à 14:30 sur https://x.fr/a?b", "à 14:30 sur https://x.fr/a?b"),
    ],
)
def test_french_typography(typed: str, printed: str) -> None:
    assert typo(typed) == printed


@given(some.text(max_size=80))
def test_typography_done_twice_changes_nothing_more(text: str) -> None:
    assert typo(typo(text)) == typo(text)
    assert typo(text, "en") == text
