"""Cards of links to the outside: asked for by the worker, where everybody of the house reads.

``docs/decisions/0009-links-are-asked-for-where-everybody-reads.md`` says why so seldom.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from etabli.lib.richtext import Doc, links
from etabli.platform.events.later import later
from etabli.platform.events.models import Event
from etabli.platform.house.models import the_house
from etabli.platform.items.commenting import may_edit
from etabli.platform.items.models import Comment, Item, LinkCard
from etabli.platform.items.rights import can
from etabli.platform.people.models import Person

Text = Comment | Item
"""Something said that may lead outside: a message, or what an item says itself."""

MOST = 2
"""Cards of one text: each may take eight seconds of the worker."""
IN_AN_HOUR = 40
"""Links of one person that are asked for: nobody makes us call the whole web."""

_KEYS = re.compile(
    r"(access_?)?(token|key|sig|signature|code|auth|password|pwd|secret|session|sid|invite|otp)",
    re.IGNORECASE,
)
_OPAQUE = re.compile(
    r"(?=\w*\d)(?=\w*[a-z])\w{24,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)


@later("commented", "comment_edited", "comment_restored")
def want_links(event: Event) -> None:
    """Note what the pages that a comment leads to are to be asked."""
    said = Comment.objects.select_related("audience")
    comment = said.filter(pk=event.comment_id or 0, deleted_at=None).first()
    if comment is not None:
        want(comment)


@later("created", "edited", "moved", "returned", "undone", "restored")
def want_links_of_items(event: Event) -> None:
    """Note what the pages that an item's own text leads to are to be asked."""
    said = Item.objects.select_related("audience")
    item = said.filter(pk=event.item_id or 0, trashed_at=None).first()
    if item is not None:
        want(item)


def want(said: Text) -> None:
    """Make a card, to be asked for (``asking.py``), of each link of a text that may be."""
    if not may_show(said):
        return
    wanted = links_to_ask(said)
    own = LinkCard.objects.filter(**_of(said))
    own.exclude(url__in=wanted).delete()
    known = set(own.values_list("url", flat=True))
    fresh = [url for url in wanted if url not in known]
    if fresh and not _too_many(said):
        LinkCard.objects.bulk_create([LinkCard(**_of(said), url=url) for url in fresh])


def may_show(said: Text) -> bool:
    """Whether links of a text may be asked for: never while the administrators have not
    switched it on, nor where not everybody of the house reads the text.
    """
    return said.audience.everyone and the_house().link_cards


def links_to_ask(said: Text) -> list[str]:
    """The first addresses of a text that bear no secret."""
    found = dict.fromkeys(url for text in _texts(said) for url in links(text))
    return [url for url in found if may_be_asked(url)][:MOST]


def _texts(said: Text) -> list[Doc]:
    """What fewer people read of an item is kept apart from its data, and leads nowhere here."""
    if isinstance(said, Comment):
        return [Doc(said.body)] if said.body else []
    values = said.data.values()
    return [Doc(v) for v in values if isinstance(v, dict) and v.get("type") == "doc"]


def _of(said: Text) -> dict[str, Any]:
    return {"comment" if isinstance(said, Comment) else "item": said}


def may_be_asked(url: str) -> bool:
    """Whether an address is one of the web that bears no secret: asking for a link that opens
    something once, or for one person, would use it up or tell it.
    """
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return False
    pieces = [*parts.path.split("/"), *(value for _key, value in query), parts.fragment]
    keyed = any(_KEYS.fullmatch(key) for key, _value in query)
    return not keyed and not any(_OPAQUE.search(piece) for piece in pieces)


def cards_of(comments: Iterable[Comment]) -> Mapping[int, list[LinkCard]]:
    """The cards to show under comments that somebody reads, by comment."""
    linking = [one.pk for one in comments if links_to_ask(one)]
    if not linking:
        return {}
    found: dict[int, list[LinkCard]] = {}
    for card in _shown().filter(comment__in=linking):
        found.setdefault(card.comment_id or 0, []).append(card)
    return found


def cards_of_item(item: Item) -> list[LinkCard]:
    """The cards to show under an item's own text."""
    return list(_shown().filter(item=item)) if links_to_ask(item) else []


def take_off(said: Text, card: int, *, by: Person) -> None:
    """Show a card no longer, ever. Raises Http404 when the text is not hers to change."""
    hers = may_edit(said, by) if isinstance(said, Comment) else can("edit", said, by)
    if not hers or not LinkCard.objects.filter(**_of(said), pk=card).update(hidden=True):
        raise Http404


def _shown() -> QuerySet[LinkCard]:
    return LinkCard.objects.filter(hidden=False).exclude(title="").order_by("pk")


def _too_many(said: Text) -> bool:
    since = timezone.now() - timedelta(hours=1)
    by = Q(comment__author=said.author_id) | Q(item__author=said.author_id)
    return LinkCard.objects.filter(by, at__gt=since).count() >= IN_AN_HOUR
