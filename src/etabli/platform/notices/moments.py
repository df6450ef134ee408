"""When a mail may leave, on the clock of whoever gets it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, EVENING = 7, 20
"""Outside these hours, and on Saturdays and Sundays, nobody is written to by default."""
SOON = timedelta(seconds=45)
"""A moment for what is read at once on the network, and for what comes in a burst."""


@dataclass(frozen=True)
class Clock:
    """The hours of one person. ``weekday``: 0 is Monday."""

    zone: ZoneInfo
    hour: int = 8
    weekday: int = 0
    quiet: bool = True

    def is_quiet(self, at: datetime) -> bool:
        """Whether she is left in peace at a moment."""
        here = at.astimezone(self.zone)
        return self.quiet and (here.weekday() > 4 or not MORNING <= here.hour < EVENING)

    def peace_ends(self, at: datetime) -> datetime:
        """The first moment from ``at`` on when she may be written to."""
        if not self.is_quiet(at):
            return at
        here = at.astimezone(self.zone)
        days = 1 if here.hour >= EVENING else 0
        while (here.date() + timedelta(days)).weekday() > 4 or (days == 0 and here.hour >= MORNING):
            days += 1
        return self._at(here, days, MORNING)

    def next_digest(self, at: datetime, *, weekly: bool = False) -> datetime:
        """The next digest after ``at``."""
        here = at.astimezone(self.zone)
        for days in range(15):
            slot = self._at(here, days, self.hour)
            wanted = not weekly or slot.astimezone(self.zone).weekday() == self.weekday
            if slot > at and wanted and (weekly or not self.is_quiet(slot)):
                return self.peace_ends(slot)
        raise AssertionError("two weeks hold every day")

    def _at(self, here: datetime, days: int, hour: int) -> datetime:
        # The hour on the wall of that day, whatever the clocks did meanwhile.
        day = here.date() + timedelta(days)
        return datetime.combine(day, time(hour), tzinfo=self.zone)
