"""The worker tells people: a notice for each of those whom an event concerns."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from etabli.platform.access.audiences import audience_of, one
from etabli.platform.events.later import later
from etabli.platform.events.log import Fact, emit
from etabli.platform.events.models import Event
from etabli.platform.events.regularly import regularly
from etabli.platform.items.models import Comment, Item
from etabli.platform.notices.models import KINDS, Notice, Reason, Rhythm
from etabli.platform.notices.recipients import batch_of
from etabli.platform.notices.rhythm import due_at, rhythms_of, urgent_allowed
from etabli.platform.notices.sources import VERBS, Happened, Source, sources_of

TOO_OLD = timedelta(days=30)
"""What is older is history: a log read again after a long silence tells nobody."""
MAILED = timedelta(days=2)
"""What is older is shown, and no longer sent."""
KEPT = timedelta(days=180)


@later(*VERBS)
def tell(event: Event) -> None:
    """Tell the first batch of those concerned."""
    _tell(event, after=0)


@later("notices_spread")
def tell_on(event: Event) -> None:
    """Tell the next batch: each one is a transaction, however many there are."""
    spread = Event.objects.filter(pk=event.payload["event"]).first()
    if spread is not None:
        _tell(spread, after=event.payload["after"])


@later("unreacted")
def take_back(event: Event) -> None:
    """A reaction taken back before anybody read of it was never told."""
    told = Notice.objects.filter(verb="reacted", actor=event.actor_id, item=event.item_id)
    told.filter(comment=event.comment_id, about=event.payload["kind"], read_at=None).delete()


@regularly(seconds=6 * 3600)
def forget() -> int:
    """Notices of half a year ago go; returns how many."""
    return Notice.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def _tell(event: Event, *, after: int) -> None:
    happened = _happened(event)
    if happened is None:
        return
    sources = sources_of(happened)
    batch = batch_of(happened, sources, after)
    if batch.told:
        _write(happened, batch.told)
    if batch.last is not None:
        emit(Fact("notices_spread", payload={"event": event.pk, "after": batch.last}))


def _happened(event: Event) -> Happened | None:
    """An event with its item and comment; None when it is old, or they are gone."""
    if event.at < timezone.now() - TOO_OLD:
        return None
    item = comment = None
    if event.item_id:
        item = Item.objects.select_related("audience").filter(pk=event.item_id).first()
        if item is None or item.trashed:
            return None
    if event.comment_id:
        comments = Comment.objects.select_related("parent").filter(deleted_at=None)
        comment = comments.filter(pk=event.comment_id).first()
        if comment is None:
            return None
    return Happened(event, item, comment)


def _write(happened: Happened, told: Sequence[tuple[int, Source]]) -> None:
    now, event = timezone.now(), happened.event
    rhythms = rhythms_of(person_id for person_id, _ in told)
    mailed = event.at > now - MAILED
    urgent = _urgent(happened)
    made = [
        _notice(
            happened, person_id, source, _due(source, rhythms[person_id], now, urgent, sent=mailed)
        )
        for person_id, source in told
    ]
    Notice.objects.bulk_create(made, ignore_conflicts=True)
    # Their pages ask again for what is new: whoever is in the audience of the event is told
    # that something happened, which she may know, and nothing more.
    alone = made[0].person_id if len(made) == 1 else None
    circle = audience_of([one(alone)]).pk if alone else event.audience_id
    emit(Fact("noticed", audience_id=circle))


def _notice(
    happened: Happened, person_id: int, source: Source, mail_due: datetime | None
) -> Notice:
    event = happened.event
    return Notice(
        person_id=person_id,
        event_id=event.pk,
        verb=event.verb,
        reason=source.reason,
        kind=KINDS[source.reason],
        actor_id=event.actor_id,
        item_id=event.item_id,
        comment_id=event.comment_id,
        space_id=None if event.item_id else event.space_id,
        about=source.about or (event.payload["kind"] if event.verb == "reacted" else ""),
        at=event.at,
        mail_due=mail_due,
    )


def _due(
    source: Source, rhythm: Rhythm, now: datetime, urgent: datetime | None, *, sent: bool
) -> datetime | None:
    until = urgent if source.reason == Reason.AWAITED else None
    return due_at(rhythm, KINDS[source.reason], now, urgent_until=until) if sent else None


def _urgent(happened: Happened) -> datetime | None:
    """When what is awaited is due, if the house lets that break the peace of the night."""
    item = happened.item
    return item.due_at if item and item.due_at and urgent_allowed() else None
