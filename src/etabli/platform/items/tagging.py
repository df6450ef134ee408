"""The free words people put on items."""

from django.db.models import Count

from etabli.platform.access.doors import visible_to
from etabli.platform.items.models import ItemRef
from etabli.platform.people.models import Person

LONGEST = 80


def tags_like(typed: str, person: Person, most: int = 10) -> list[str]:
    """Tags that hold these letters, on what a person sees alone; the most used first."""
    seen = visible_to(ItemRef.objects.filter(kind=ItemRef.Kind.TAG), person)
    if typed:
        seen = seen.filter(text__icontains=typed[:LONGEST])
    counted = seen.values("text").annotate(uses=Count("id")).order_by("-uses", "text")
    return [row["text"] for row in counted[:most]]
