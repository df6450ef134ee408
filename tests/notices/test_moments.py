"""When a mail may leave: the clock on the wall of whoever gets it, summer and winter."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etabli.platform.notices.moments import Clock

PARIS = ZoneInfo("Europe/Paris")
ZONES = [PARIS, *map(ZoneInfo, ("Pacific/Noumea", "America/Martinique", "Asia/Kolkata"))]


def wall(clock, *args):
    return datetime(*args, tzinfo=clock.zone)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ((2026, 11, 26, 15, 0), (2026, 11, 26, 15, 0)),  # a Thursday afternoon
        ((2026, 11, 26, 19, 59), (2026, 11, 26, 19, 59)),
        ((2026, 11, 26, 20, 0), (2026, 11, 27, 7, 0)),
        ((2026, 11, 27, 6, 59), (2026, 11, 27, 7, 0)),
        ((2026, 11, 27, 20, 30), (2026, 11, 30, 7, 0)),  # Friday night: Monday
        ((2026, 11, 28, 12, 0), (2026, 11, 30, 7, 0)),
        ((2026, 11, 29, 23, 0), (2026, 11, 30, 7, 0)),
    ],
)
def test_nights_and_week_ends_are_left_in_peace(now, ends):
    clock = Clock(PARIS)
    assert clock.peace_ends(wall(clock, *now)) == wall(clock, *ends)


def test_the_night_when_clocks_change_ends_at_seven_on_the_wall():
    # Summer time ends on Sunday 25 October 2026: the night of Saturday to Monday has 13 hours more.
    clock = Clock(PARIS)
    before, after = wall(clock, 2026, 10, 23, 21, 0), wall(clock, 2026, 10, 26, 7, 0)
    assert clock.peace_ends(before) == after
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=59)
    assert clock.next_digest(wall(clock, 2026, 10, 23, 9, 0)) == wall(clock, 2026, 10, 26, 8, 0)


def test_digests_come_at_the_hour_of_the_person():
    clock = Clock(PARIS, hour=9, weekday=2)
    thursday = wall(clock, 2026, 11, 26, 15, 0)
    assert clock.next_digest(thursday) == wall(clock, 2026, 11, 27, 9, 0)
    assert clock.next_digest(thursday, weekly=True) == wall(clock, 2026, 12, 2, 9, 0)
    awake = Clock(PARIS, hour=9, quiet=False)
    assert awake.next_digest(wall(clock, 2026, 11, 27, 15, 0)) == wall(clock, 2026, 11, 28, 9, 0)


clocks = st.builds(
    Clock,
    zone=st.sampled_from(ZONES),
    hour=st.integers(7, 19),
    weekday=st.integers(0, 6),
    quiet=st.booleans(),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(clocks, moments, st.booleans())
def test_whatever_the_clock_a_letter_leaves_later_within_eleven_days_and_never_in_peace(
    clock, now, weekly
):
    peace = clock.peace_ends(now)
    assert now <= peace <= now + timedelta(days=3)
    assert not clock.is_quiet(peace)
    digest = clock.next_digest(now, weekly=weekly)
    assert now < digest <= now + timedelta(days=11)
    assert not clock.is_quiet(digest)
