"""What can be made of an item, or of something said under it."""

from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights import may_create
from etabli.platform.items.models import Item
from etabli.platform.items.prefill import Maker
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import SpaceApp

FIRST = "tasks"


def makers(item: Item, person: Person) -> list[Maker]:
    """The apps of an item's space with which a person may make something; tasks come first."""
    known, lang = apps(), person.language
    on = SpaceApp.objects.filter(space=item.space).values_list("app", flat=True)
    return [
        Maker(
            known[uid].label(lang),
            f"/espaces/{item.space.uid}/{uid}/nouveau/",
            known[uid].icon,
            known[uid].colour,
        )
        for uid in sorted(on, key=lambda uid: uid != FIRST)
        if uid in known and may_create(known[uid], item.space, person)
    ]
