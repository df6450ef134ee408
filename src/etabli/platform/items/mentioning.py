"""Calling somebody in a text: only those who may read it are called."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection

from etabli.lib.richtext import Doc, mentions, validate
from etabli.platform.items.bodies import rewritten
from etabli.platform.people.models import Person

MOST = 50
"""People that one text calls at most; the others are named without being called."""


def readers_among(audience_id: int, people: Iterable[int]) -> set[int]:
    """Of these people, those who are in an audience. Empty when whoever asks is not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT items_readers_among(%s, %s::bigint[])", [audience_id, list(people)])
        return {row[0] for row in cursor.fetchall()}


def called(doc: Doc, audience_id: int) -> tuple[Doc, list[int]]:
    """The document with mentions of those who may not read it made plain text, and the ids
    of the people it calls.
    """
    named = [mention.uid for mention in mentions(doc) if mention.kind == "person"]
    if not named:
        return doc, []
    found = {
        str(uid): pk for pk, uid in Person.objects.filter(uid__in=named).values_list("pk", "uid")
    }
    readers = readers_among(audience_id, found.values())
    heard = [uid for uid in named if found.get(uid) in readers][:MOST]
    return _inert_but(doc, heard), [found[uid] for uid in heard]


def unheard(doc: Doc, ids: Collection[int]) -> bool:
    """Whether a document mentions more people than it calls."""
    return sum(mention.kind == "person" for mention in mentions(doc)) > len(ids)


def _inert_but(doc: Doc, heard: Collection[str]) -> Doc:
    def inert(node: dict[str, Any]) -> dict[str, Any]:
        if node["type"] != "mention" or node["attrs"]["kind"] != "person":
            return node
        if node["attrs"]["uid"] in heard:
            return node
        return {"type": "text", "text": "@" + node["attrs"]["label"].removeprefix("@")}

    return validate(rewritten(doc, inert))
