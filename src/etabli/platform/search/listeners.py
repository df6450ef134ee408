"""An item's words follow it, in the transaction of its change.

Where it stands and whom it is for follow by themselves, as do comments, people and spaces:
triggers of the database write those.
"""

from etabli.platform.events.log import Fact, on
from etabli.platform.items.models import Item
from etabli.platform.search.indexing import put


@on(
    "created", "edited", "moved", "undone", "returned", "tagged", "assigned", "attached", "detached"
)
def write_words(fact: Fact) -> None:
    """Index what an item says now."""
    put([fact.item])


@on("file_read")
def write_words_of_file(fact: Fact) -> None:
    """Index again the item whose file has just been read."""
    put(
        list(Item.objects.filter(attachments__file=fact.payload["file"], attachments__comment=None))
    )
