"""Those who are named are awaited until they have answered, or until it is over."""

from collections.abc import Iterator

from etabli.platform.access.audiences import audience_of, one
from etabli.platform.attending.answering import is_over
from etabli.platform.attending.models import Attendance
from etabli.platform.awaited.computing import Wanted, also_awaits, settle_awaiting
from etabli.platform.awaited.models import Awaiting
from etabli.platform.engine.app import App
from etabli.platform.engine.rights.granting import people_in
from etabli.platform.events.regularly import regularly
from etabli.platform.items.models import Item

ATTEND = "attend"
"""The step of what awaits an answer, beside the states of the app."""


@also_awaits
def answers_awaited(app: App, item: Item) -> Iterator[Wanted]:
    """One wanted answer for each person named who has said nothing."""
    named = set(asked_of(app, item))
    if not named or item.starts_at is None or is_over(item) or item.state in app.final_states:
        return
    answered = Attendance.objects.filter(item=item, person__in=named)
    for person in sorted(named - set(answered.values_list("person_id", flat=True))):
        who = audience_of([one(person)])
        yield Wanted(Awaiting.Act.ANSWER, ATTEND, who, item.created_at, item.starts_at)


def asked_of(app: App, item: Item) -> list[int]:
    """The ids of those an item asks, its author left out: she comes to her own."""
    on = app.behaviours.attendable
    if on is None:
        return []
    named = (person for uid in on.who for person in people_in(item.data.get(uid)))
    return [person for person in named if person != item.author_id]


@regularly(seconds=900)
def ask_no_more() -> int:
    """What is over awaits nobody; returns how many items that was."""
    waiting = Awaiting.objects.filter(step=ATTEND).values("item_id")
    over = [item for item in Item.objects.filter(pk__in=waiting) if is_over(item)]
    for item in over:
        settle_awaiting(item)
    return len(over)
