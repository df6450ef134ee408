"""What was set aside, given again once its cause is gone."""

from django.db import transaction

from etabli.platform.events.later import Later, later_listeners
from etabli.platform.events.models import SetAside


def give_again() -> tuple[int, int]:
    """Give every event set aside to its listener once more.

    Returns how many were taken and how many remain, with their new error. Those of listeners
    that exist no more are forgotten.
    """
    listeners = {one.name: one for one in later_listeners()}
    taken = 0
    for aside in SetAside.objects.select_related("event").order_by("event_id"):
        listener = listeners.get(aside.listener)
        if listener is None:
            aside.delete()
        elif _taken(listener, aside):
            taken += 1
    return taken, SetAside.objects.count()


def _taken(listener: Later, aside: SetAside) -> bool:
    try:
        with transaction.atomic():
            listener.run(aside.event)
            aside.delete()
    except Exception as error:
        aside.tries += 1
        aside.error = repr(error)
        aside.save(update_fields=["tries", "error"])
        return False
    return True
