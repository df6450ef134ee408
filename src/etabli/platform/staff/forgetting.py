"""Lists of people do not stay: they hold addresses and numbers of everybody."""

from datetime import timedelta

from django.utils import timezone

from etabli.platform.events.regularly import regularly
from etabli.platform.staff.models import PeopleList

KEPT_FOR = timedelta(days=1)


@regularly(seconds=3600)
def forget_lists() -> int:
    """Remove the files sent more than a day ago; returns how many."""
    return PeopleList.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()[0]
