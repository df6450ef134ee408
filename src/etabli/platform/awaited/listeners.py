"""What waits is settled in the transaction of whatever changed it."""

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from etabli.platform.awaited.computing import REVIEW, answered, await_answer, settle_awaiting
from etabli.platform.awaited.models import Awaiting
from etabli.platform.engine.registry import apps
from etabli.platform.events.later import later
from etabli.platform.events.log import Fact, on
from etabli.platform.events.models import Event
from etabli.platform.events.regularly import regularly
from etabli.platform.items.models import Item

SETTLING = (
    *("created", "edited", "returned", "undone", "moved", "assigned", "trashed", "restored"),
    *("accepted", "unaccepted", "reviewed"),
)


@on(*SETTLING)
def settle(fact: Fact) -> None:
    settle_awaiting(fact.item)


@on("created", "edited", "commented", "comment_edited")
def await_the_mentioned(fact: Fact) -> None:
    app = apps().get(fact.item.app)
    if app is None or app.behaviours.mentionable is None:
        return
    for person_id in fact.payload.get("mentioned", ()):
        if person_id != fact.actor.pk:
            await_answer(fact.item, person_id, fact.comment)


@on("commented", "reacted", "moved")
def thank_the_mentioned(fact: Fact) -> None:
    answered(fact.item, fact.actor.pk)


@later("asks_answered", "apps_switched")
def await_those_named(event: Event) -> None:
    """Whom the house names for an app is awaited where her predecessor was."""
    named = [event.payload.get("app"), *event.payload.get("off", {})]
    items = Item.objects.filter(space=event.space_id, app__in=[uid for uid in named if uid])
    for item in items.select_related("space", "author").iterator(chunk_size=500):
        settle_awaiting(item)


@regularly(seconds=900)
def await_reviews() -> int:
    """Await the reviews that have become due; returns how many."""
    awaited = Awaiting.objects.filter(item=OuterRef("pk"), step=REVIEW)
    due = Item.objects.filter(
        ~Exists(awaited), trashed_at=None, review__due_on__lte=timezone.localdate()
    )
    found = 0
    for item in due.select_related("space", "author").order_by("pk").iterator(chunk_size=200):
        with transaction.atomic():
            settle_awaiting(item)
        found += 1
    return found


@on("published")
def read_again(fact: Fact) -> None:
    """A new version asks those who had read the item to read it again."""
    if fact.payload.get("again"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT awaited_read_again(%s)", [fact.item.pk])
