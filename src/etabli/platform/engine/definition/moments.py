"""Days and hours of a demonstration, told from the day it is loaded.

``-3h``, ``-40min``: so long ago. ``-2d 9:40``, ``+3d 17:00``: that day, at that hour.
``+2w mon``, ``-1w fri 8:00``: that day of the week, so many weeks away (0 is this week).
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import StringConstraints

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PATTERN = (
    r"^(?:(?P<ago>-[0-9]{1,4})(?P<unit>h|min)"
    r"|(?P<days>[+-][0-9]{1,4})d(?: (?P<at>[0-2]?[0-9]:[0-5][0-9]))?"
    r"|(?P<weeks>[+-][0-9]{1,3})w (?P<day>mon|tue|wed|thu|fri|sat|sun)"
    r"(?: (?P<hour>[0-2]?[0-9]:[0-5][0-9]))?)$"
)
_SHAPE = re.compile(PATTERN)

Relative = Annotated[str, StringConstraints(pattern=PATTERN, max_length=30)]
"""A moment told from now."""


def moment_from(told: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment, in ``zone``. Raises ValueError when it is not told as it must be."""
    found = _SHAPE.match(told)
    if found is None:
        raise ValueError(told)
    if found["ago"]:
        length = timedelta(hours=1) if found["unit"] == "h" else timedelta(minutes=1)
        return now.astimezone(zone) + int(found["ago"]) * length
    clock = found["at"] or found["hour"]
    hour, _colon, minute = (clock or "12:00").partition(":")
    at = time(int(hour), int(minute))
    return datetime.combine(day_from(told, now.astimezone(zone).date()), at, zone)


def day_from(told: str, today: date) -> date:
    """The day. Raises ValueError when it is not told as it must be."""
    found = _SHAPE.match(told)
    if found is None or found["ago"]:
        raise ValueError(told)
    if found["days"]:
        return today + timedelta(days=int(found["days"]))
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=int(found["weeks"]), days=_DAYS.index(found["day"]))


def has_hour(told: str) -> bool:
    """Whether an hour is told, rather than a day alone."""
    found = _SHAPE.match(told)
    return bool(found and (found["at"] or found["hour"] or found["ago"]))
