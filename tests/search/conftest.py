"""A house where people said things."""

from collections.abc import Callable
from typing import Any

import pytest

from etabli.platform.db.identity import acting
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Comment, Item
from etabli.platform.people.models import Person


@pytest.fixture
def say() -> Callable[..., Comment]:
    """``say(item, "words", by=world.ben)``: a message under an item."""

    def speak(item: Item, words: str, *, by: Person) -> Comment:
        with acting(by):
            return comment(item, document(words), by=by)

    return speak


def document(*paragraphs: str) -> dict[str, Any]:
    """A text of some paragraphs."""
    content = [{"type": "paragraph", "content": [{"type": "text", "text": p}]} for p in paragraphs]
    return {"type": "doc", "content": content}
