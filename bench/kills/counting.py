"""What is there afterwards, beside what was answered for."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db import DatabaseError, connection

from bench.kills.crowd import Writer
from etabli.platform.events import reading
from etabli.platform.events.later import later_listeners
from etabli.platform.events.models import SetAside

WORD = re.compile(r"zq\d+x\d+w")
PATIENCE = 120.0  # seconds that the worker gets to bring everything
FOUND = {
    "commented": "SELECT text FROM items_comment",
    "edited": "SELECT patch->'title'->>1 FROM items_revision WHERE verb = 'edited'",
    "created": "SELECT title FROM items_item WHERE title LIKE 'Tâche %'",
    "moved": "SELECT reason FROM items_revision WHERE verb = 'moved'",
}
# Each of these asks for what should not be: half of something, or the same twice.
FAULTS = {
    "comments without exactly one event": """
        SELECT c.id FROM items_comment c LEFT JOIN events_event e
            ON e.comment_id = c.id AND e.verb = 'commented'
        GROUP BY c.id HAVING count(e.id) <> 1""",
    "events of comments that are not there": """
        SELECT e.id FROM events_event e LEFT JOIN items_comment c ON c.id = e.comment_id
        WHERE e.verb = 'commented' AND c.id IS NULL""",
    "items without exactly one event": """
        SELECT i.id FROM items_item i LEFT JOIN events_event e
            ON e.item_id = i.id AND e.verb = 'created'
        GROUP BY i.id HAVING count(e.id) <> 1""",
    "revisions that are missing": """
        SELECT i.id FROM items_item i LEFT JOIN items_revision r
            ON r.item_id = i.id AND r.comment_id IS NULL
        GROUP BY i.id HAVING count(DISTINCT r.n) <> max(i.version)""",
    "counts of comments that are wrong": """
        SELECT i.id FROM items_item i LEFT JOIN items_comment c ON c.item_id = i.id
        GROUP BY i.id HAVING count(c.id) <> max(i.comment_count)""",
    "people named and not told exactly once": """
        SELECT c.id FROM items_comment c
        JOIN events_event e ON e.comment_id = c.id AND e.verb = 'commented'
        LEFT JOIN notices_notice n ON n.event_id = e.id AND n.reason = 'mention'
        GROUP BY c.id HAVING count(n.id) <> 1""",
    "comments that search does not know": """
        SELECT c.id FROM items_comment c
        LEFT JOIN search_doc d ON d.kind = 'comment' AND d.ref_id = c.id WHERE d.ref_id IS NULL""",
}


def settled() -> bool:
    """Wait until every listener has had everything; False when that does not come."""
    return _until(
        lambda: not any(reading.pending(one.name, one.verbs) for one in later_listeners())
    )


def findings(writers: Iterable[Writer]) -> dict[str, Any]:
    """Figures, and what is wrong under ``faults``: nothing, or kinds of faults and how many."""
    writers = list(writers)
    refusals = [one for writer in writers for one in writer.refused]
    kept = [write for writer in writers for write in writer.kept]
    found = {kind: _words(query) for kind, query in FOUND.items()}
    faults = {
        "acknowledged and lost": sum(not found[one.kind][one.word] for one in kept),
        "written more than once": sum(n > 1 for words in found.values() for n in words.values()),
        "written by nobody": _strangers(found, writers),
        "refused": len(refusals),
        "set aside by the worker": SetAside.objects.count(),
        **{name: len(_rows(query)) for name, query in FAULTS.items()},
    }
    unknown = [write for writer in writers for write in writer.unknown]
    return {
        "acknowledged": dict(Counter(one.kind for one in kept)),
        "sent again": sum(writer.sent_again for writer in writers),
        "left without an answer": len(unknown),
        "of them written": sum(bool(found[one.kind][one.word]) for one in unknown),
        "faults": {name: count for name, count in faults.items() if count},
        **({"refusals": refusals} if refusals else {}),
    }


def _strangers(found: dict[str, Counter[str]], writers: list[Writer]) -> int:
    sent: dict[str, set[str]] = {}
    for writer in writers:
        for write in (*writer.kept, *writer.unknown):
            sent.setdefault(write.kind, set()).add(write.word)
    return sum(len(set(words) - sent.get(kind, set())) for kind, words in found.items())


def _words(query: str) -> Counter[str]:
    return Counter(word for (text,) in _rows(query) for word in WORD.findall(text or ""))


def _rows(query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def _until(well: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if well():
                return True
        except DatabaseError:
            connection.close()
        time.sleep(0.2)
    return False
