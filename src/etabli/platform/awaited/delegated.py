"""What already awaits somebody's decision, when she says who decides in her place."""

from django.db.models import Exists, OuterRef

from etabli.platform.access.models import Grant
from etabli.platform.awaited.computing import settle_awaiting
from etabli.platform.awaited.models import Awaiting
from etabli.platform.engine.rights.resettling import resettle
from etabli.platform.events.later import later
from etabli.platform.events.models import Event
from etabli.platform.items.models import Item


@later("delegated")
def let_them_in(event: Event) -> None:
    """Items made before decisions could be delegated name her alone: name who stands in too."""
    named = Grant.objects.filter(
        audience=OuterRef("who_id"), kind=Grant.Kind.PERSON, target=event.actor_id
    )
    both = Grant.objects.filter(
        audience=OuterRef("who_id"), kind=Grant.Kind.ACTING_FOR, target=event.actor_id
    )
    rows = Awaiting.objects.filter(Exists(named), ~Exists(both), act=Awaiting.Act.DECIDE)
    ids = list(rows.values_list("item_id", flat=True))
    resettle(Item.objects.filter(pk__in=ids))
    for item in Item.objects.filter(pk__in=ids).select_related("space", "author"):
        settle_awaiting(item)
