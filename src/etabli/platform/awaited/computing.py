"""What an item waits for, from its app's definition; kept in step with the item."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from etabli.platform.access.audiences import audience_of, one
from etabli.platform.access.models import Audience
from etabli.platform.awaited.models import Awaiting
from etabli.platform.awaited.reading import settle_reading
from etabli.platform.engine.app import App
from etabli.platform.engine.registry import apps
from etabli.platform.engine.reviewing import reviewers_of, settle_review, start_of
from etabli.platform.engine.rights.granting import awaited_grants
from etabli.platform.items.models import Comment, Item

MENTION = "mention"
ACKNOWLEDGE = "acknowledge"
REVIEW = "review"


@dataclass(frozen=True)
class Wanted:
    """One thing an item waits for."""

    act: str
    step: str
    who: Audience
    since: datetime
    due_at: datetime | None


Wants = Callable[[App, Item], Iterable[Wanted]]
_also: list[Wants] = []


def also_awaits(wants: Wants) -> Wants:
    """Let a function of a shelf above say what an item waits for besides."""
    _also.append(wants)
    return wants


def settle_awaiting(item: Item) -> None:
    """Make the awaitings of an item what its definition says now."""
    app = apps().get(item.app)
    wanted = list(_wanted(app, item)) if app and not item.trashed else []
    gone = Awaiting.objects.filter(item=item).exclude(step=MENTION)
    for one_wanted in wanted:
        gone = gone.exclude(step=one_wanted.step, who=one_wanted.who)
    gone.delete()
    for one_wanted in wanted:
        _await(item, one_wanted)


def _await(item: Item, wanted: Wanted) -> None:
    Awaiting.objects.update_or_create(
        item=item,
        step=wanted.step,
        who=wanted.who,
        defaults={
            "act": wanted.act,
            "due_at": wanted.due_at,
            "since": wanted.since,
            "audience_id": item.audience_id,
        },
    )


def await_answer(item: Item, person_id: int, comment: Comment | None) -> None:
    """A mention makes the item wait for whoever it names, until she says something."""
    Awaiting.objects.update_or_create(
        item=item,
        step=MENTION,
        who=audience_of([one(person_id)]),
        defaults={
            "act": Awaiting.Act.ANSWER,
            "comment": comment,
            "audience_id": item.audience_id,
        },
    )


def answered(item: Item, person_id: int) -> None:
    """Somebody mentioned said something: nothing waits for her there any more."""
    who = audience_of([one(person_id)])
    Awaiting.objects.filter(item=item, step=MENTION, who=who).delete()


def _wanted(app: App, item: Item) -> Iterator[Wanted]:
    if found := _by_state(app, item):
        yield found
    if reading := settle_reading(app, item):
        yield Wanted(Awaiting.Act.READ, ACKNOWLEDGE, reading.who, item.state_since, reading.due_at)

    for wants in _also:
        yield from wants(app, item)
    if review := settle_review(app, item):
        who = reviewers_of(app, item)
        if review.due_on <= timezone.localdate() and who:
            since = start_of(review.due_on)
            yield Wanted(Awaiting.Act.DO, REVIEW, audience_of(who), since, since)


def _by_state(app: App, item: Item) -> Wanted | None:
    state = app.states.get(item.state)
    who = awaited_grants(app, item)
    if state is None or state.awaits is None or not who:
        return None
    within = state.awaits.within
    limit = item.state_since + within if within else None
    return Wanted(
        state.awaits.to, item.state, audience_of(who), item.state_since, item.due_at or limit
    )
