"""The pages that links lead to, asked for what they are.

A page may take eight seconds, and several may wait. So they are asked in a thread of their own,
which holds no transaction meanwhile: nobody's mail waits for a slow page. What was true when a
card was wanted is looked at again before the page is called, and again before its words are kept.
"""

import threading
from urllib.parse import urlsplit

import structlog
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from etabli.lib.pagehead import page_head
from etabli.platform.events.log import Fact, emit
from etabli.platform.events.regularly import regularly
from etabli.platform.items.cards import links_to_ask, may_show
from etabli.platform.items.models import Comment, LinkCard
from etabli.platform.outbound.client import Network, Unreachable, get

PAGES = ("text/html", "application/xhtml+xml")

log = structlog.get_logger(__name__)

_free = threading.Lock()


@regularly(seconds=5)
def ask_beside() -> threading.Thread | None:
    """Ask for what waits, beside the worker. None when nothing waits, or when it is being done."""
    if not LinkCard.objects.filter(asked_at=None).exists() or not _free.acquire(blocking=False):
        return None
    beside = threading.Thread(target=_ask_then_free, name="links", daemon=True)
    beside.start()
    return beside


def _ask_then_free() -> None:
    try:
        ask_all()
    except Exception:
        log.exception("links.failed")
    finally:
        connection.close()
        _free.release()


def ask_all(network: Network | None = None) -> None:
    """Ask for all that waits, one page after the other. Call it outside of any transaction."""
    while (card := _next()) is not None:
        _read(card, network)
        _keep(card)


def _next() -> LinkCard | None:
    """Take a card to ask for: at most once, whatever becomes of us meanwhile."""
    with transaction.atomic():
        while card := _held().filter(asked_at=None).order_by("pk").first():
            if _stands(card):
                card.asked_at = timezone.now()
                card.save(update_fields=["asked_at"])
                return card
            card.delete()
    return None


def _keep(card: LinkCard) -> None:
    """Keep what a page said, if its link still stands where everybody reads."""
    with transaction.atomic():
        now = _held().filter(pk=card.pk).first()
        if now is None:
            return
        if not _stands(now):
            now.delete()
        elif card.title:
            card.save(update_fields=["title", "words", "site"])
            said = now.said
            item = said.item if isinstance(said, Comment) else said
            readers = said.audience_id
            emit(Fact("links_shown", item=item, comment=now.comment, audience_id=readers))


def _held() -> QuerySet[LinkCard]:
    texts = ("comment__audience", "comment__item", "item__audience")
    known = LinkCard.objects.select_related(*texts)
    return known.select_for_update(skip_locked=True, of=("self",))


def _stands(card: LinkCard) -> bool:
    said = card.said
    gone = said.deleted_at if isinstance(said, Comment) else said.trashed_at
    return gone is None and card.url in links_to_ask(said) and may_show(said)


def _read(card: LinkCard, network: Network | None) -> None:
    try:
        answer = get(card.url, accept=", ".join(PAGES), network=network)
    except Unreachable:
        return
    if answer.status != 200 or answer.kind not in PAGES:
        return
    head = page_head(answer.body, answer.charset)
    card.title, card.words = head.title, head.words
    card.site = head.site or (urlsplit(answer.url).hostname or "").removeprefix("www.")[:200]
