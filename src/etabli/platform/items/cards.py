"""Cards of links to the outside: asked for by the worker, where everybody of the house reads.

``docs/decisions/0009-links-are-asked-for-where-everybody-reads.md`` says why so seldom.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

from django.http import Http404
from django.utils import timezone

from etabli.lib.richtext import Doc, links
from etabli.platform.events.later import later
from etabli.platform.events.models import Event
from etabli.platform.house.models import the_house
from etabli.platform.items.commenting import may_edit
from etabli.platform.items.models import Comment, LinkCard
from etabli.platform.people.models import Person

MOST = 2
"""Cards of one comment: each may take eight seconds of the worker."""
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


def want(comment: Comment) -> None:
    """Make a card, to be asked for (``asking.py``), of each link of a comment that may be."""
    if not may_show(comment):
        return
    wanted = links_to_ask(comment)
    LinkCard.objects.filter(comment=comment).exclude(url__in=wanted).delete()
    known = set(LinkCard.objects.filter(comment=comment).values_list("url", flat=True))
    fresh = [url for url in wanted if url not in known]
    if fresh and not _too_many(comment):
        LinkCard.objects.bulk_create([LinkCard(comment=comment, url=url) for url in fresh])


def may_show(comment: Comment) -> bool:
    """Whether links of a comment may be asked for: never while the administrators have not
    switched it on, nor where not everybody of the house reads the comment.
    """
    return the_house().link_cards and comment.audience.everyone


def links_to_ask(comment: Comment) -> list[str]:
    """The first addresses of a comment that bear no secret."""
    return [url for url in links(Doc(comment.body)) if may_be_asked(url)][:MOST]


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
    linking = [
        one.pk for one in comments if one.body and any(map(may_be_asked, links(Doc(one.body))))
    ]
    if not linking:
        return {}
    found: dict[int, list[LinkCard]] = {}
    shown = LinkCard.objects.filter(comment__in=linking, hidden=False).exclude(title="")
    for card in shown.order_by("pk"):
        found.setdefault(card.comment_id, []).append(card)
    return found


def take_off(comment: Comment, card: int, *, by: Person) -> None:
    """Show a card no longer, ever. Raises Http404 when the comment is not hers."""
    if not may_edit(comment, by):
        raise Http404
    if not LinkCard.objects.filter(comment=comment, pk=card).update(hidden=True):
        raise Http404


def _too_many(comment: Comment) -> bool:
    since = timezone.now() - timedelta(hours=1)
    asked = LinkCard.objects.filter(comment__author=comment.author_id, at__gt=since)
    return asked.count() >= IN_AN_HOUR
