"""Taking the tour: going on, leaving it; what was seen is kept."""

from django.utils import timezone

from etabli.platform.guide.models import Tour
from etabli.platform.people.models import Person


def is_offered(person: Person) -> bool:
    """Whether a person has not answered yet: she neither took the tour nor declined it."""
    return not Tour.objects.filter(person=person).exists()


def go_on(step: int, *, by: Person) -> None:
    """Open a step, from 1."""
    tour, _new = Tour.objects.get_or_create(person=by)
    tour.reached = max(tour.reached, step)
    tour.save(update_fields=["reached"])


def end(*, by: Person) -> None:
    """Finish the tour, leave it or decline it: it is offered no more."""
    tour, _new = Tour.objects.get_or_create(person=by)
    tour.ended_at = timezone.now()
    tour.save(update_fields=["ended_at"])
