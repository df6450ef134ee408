"""Finding: ids first, under the rights of whoever asks, by functions of the database."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db import connection

from etabli.platform.search.asking import Question

PAGE = 20
"""Results of a page."""
RANKED = 400
"""Results that are ranked and can be paged through: the most recent that match."""
COUNTED = 2_000
"""Messages and records counted, the most recent ones: beyond, there are « more »."""
SIFTED = 10_000
"""The same while the search is narrowed: those that its choices are taken among."""
EACH = 5
"""Suggestions of each kind."""

Hit = tuple[str, int]
"""A kind (item, comment, person, space) and an id."""


@dataclass(frozen=True)
class Narrowing:
    """What a question is narrowed to; None or no value: to nothing.

    ``chosen`` by facet: kind, app, state (as ``app:state``), space and author (ids).
    """

    chosen: Mapping[str, Sequence[str | int]] = field(default_factory=dict)
    since: datetime | None = None


@dataclass(frozen=True)
class Found:
    """``hits`` of one page. ``counts`` by facet and value, each among what the other facets
    keep; ``since`` counts from each moment that was asked about. ``more``: all of these are
    taken among the most recent ones, since there are more than are counted.
    """

    total: int
    hits: list[Hit]
    counts: Mapping[str, Mapping[str, int]]
    since: list[int]
    more: bool = False


class SearchBackend(Protocol):
    """What searches. It answers with ids: rows are read under their own policies."""

    def find(
        self, question: Question, narrowed: Narrowing, place: "Place", marks: Sequence[datetime]
    ) -> Found:
        """One page of what matches, and how much there is."""

    def suggest(self, question: Question) -> list[Hit]:
        """People, spaces and titles that go with what somebody is typing."""


@dataclass(frozen=True)
class Place:
    """Which page, in which order."""

    page: int = 1
    newest: bool = False

    @property
    def skip(self) -> int:
        return (self.page - 1) * PAGE


FIND = "SELECT search_find(%s, %s, %s, %s, %s, %s, %s, %s, %s::timestamptz[])"
SUGGEST = "SELECT kind, ref_id FROM search_titles(%s, %s, %s)"
FACETS = ("kind", "app", "state", "space", "author")


class InDatabase:
    """Search in PostgreSQL."""

    def find(
        self, question: Question, narrowed: Narrowing, place: Place, marks: Sequence[datetime]
    ) -> Found:
        chosen = {name: list(values) for name, values in narrowed.chosen.items() if values}
        asked = [list(question.musts), list(question.nots), question.open, json.dumps(chosen)]
        page = [place.newest, place.skip, PAGE, list(marks)]
        answer = _answer(FIND, [*asked, narrowed.since, *page])
        return Found(
            total=answer["total"],
            hits=[(kind, ref_id) for kind, ref_id in answer["hits"]],
            counts={facet: answer.get(facet, {}) for facet in FACETS},
            since=answer.get("since", [0] * len(marks)),
            more=answer.get("more", False),
        )

    def suggest(self, question: Question) -> list[Hit]:
        with connection.cursor() as cursor:
            cursor.execute(SUGGEST, [list(question.musts), question.open, EACH])
            return list(cursor.fetchall())


def backend() -> SearchBackend:
    """Whatever searches here."""
    return InDatabase()


def _answer(sql: str, values: Sequence[Any]) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchone()[0]
    answer: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    return answer
