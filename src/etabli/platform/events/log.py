"""Say what happened, once, in the transaction; let others react."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import connection, transaction

from etabli.platform.events.doorbell import ring


class Kept(Protocol):
    pk: Any


@dataclass(frozen=True)
class Fact:
    """Something that happened, as its listeners get it. Ids are inside ids."""

    verb: str
    actor: Any = None
    item: Any = None
    space: Any = None
    comment: Any = None
    person: Any = None
    audience_id: int | None = None
    payload: dict[str, Any] = field(default_factory=dict)


Listener = Callable[[Fact], None]
_listeners: dict[str, list[Listener]] = {}

INSERT = """
INSERT INTO events_event
    (at, verb, actor_id, item_id, space_id, comment_id, person_id, audience_id, payload)
VALUES (now(), %s, %s, %s, %s, %s, %s, %s, %s)
"""


def on(*verbs: str) -> Callable[[Listener], Listener]:
    """Run a function in the transaction of each event with one of these verbs."""

    def listening(listener: Listener) -> Listener:
        for verb in verbs:
            _listeners.setdefault(verb, []).append(listener)
        return listener

    return listening


def emit(fact: Fact) -> None:
    """Append a fact to the log and let the listeners of its verb run, in this transaction.

    The audience is the item's, else the space's, unless the fact says another.
    Raises TransactionManagementError outside a transaction: a fact without its change lies.
    """
    connection.validate_no_broken_transaction()
    row = [fact.verb, *map(_id, (fact.actor, fact.item, fact.space, fact.comment, fact.person))]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [*row, _audience(fact), json.dumps(fact.payload)])
    for listener in _listeners.get(fact.verb, []):
        listener(fact)
    transaction.on_commit(ring)


def _id(record: Kept | None) -> int | None:
    return None if record is None else int(record.pk)


def _audience(fact: Fact) -> int | None:
    if fact.audience_id is not None:
        return fact.audience_id
    if fact.item is not None:
        return int(fact.item.audience_id)
    return None if fact.space is None else int(fact.space.readers_id)
