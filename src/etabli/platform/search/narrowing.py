"""What a search is narrowed to, read from its address: every choice is a link or a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.utils import timezone

from etabli.lib.ids import read_uid
from etabli.platform.people.models import Person
from etabli.platform.search.asking import Question, read_question
from etabli.platform.search.finding import PAGE, RANKED, Narrowing, Place
from etabli.platform.spaces.models import Space

PATH = "/recherche/"
NAMES = {
    "kind": "type",
    "app": "app",
    "state": "etape",
    "space": "espace",
    "author": "auteur",
}
"""Facets, and what they are called in addresses."""
MOST = 50
"""Values of a facet in one address."""
SPANS = ("", "semaine", "mois", "annee")
"""Spans of time one chooses among, as addresses call them; the first one is all of it."""


@dataclass(frozen=True)
class Search:
    """A search as its address says it. ``chosen``: facet → values as written there (uids of
    spaces and people); ``known``: what those name, by uid.
    """

    question: Question
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: str = ""
    newest: bool = False
    page: int = 1
    whole: str = ""
    known: Mapping[str, Any] = field(default_factory=dict)

    def url(self, **changes: Any) -> str:
        """The address of this search with something changed; from its first page unless said."""
        other = replace(self, **{"page": 1, **changes})
        pairs = [("q", other.question.text)]
        pairs += [
            (NAMES[facet], value) for facet, values in other.chosen.items() for value in values
        ]
        pairs += [("depuis", other.since)] if other.since else []
        pairs += [("tri", "recent")] if other.newest else []
        pairs += [("tout", other.whole)] if other.whole else []
        pairs += [("page", str(other.page))] if other.page > 1 else []
        return f"{PATH}?{urlencode(pairs)}"

    def without(self, facet: str, value: str) -> str:
        """The address of this search without one of its choices."""
        kept = [one for one in self.chosen.get(facet, ()) if one != value]
        return self.url(chosen={**self.chosen, facet: kept})

    @property
    def narrowed(self) -> bool:
        return bool(self.since or any(self.chosen.values()))

    def narrowing(self) -> Narrowing:
        """The same for the database: ids for uids, a moment for a span."""
        chosen: dict[str, Sequence[str | int]] = {
            facet: [self.known[one].pk for one in values] if facet in MODELS else list(values)
            for facet, values in self.chosen.items()
        }
        return Narrowing(chosen, beginnings()[self.since] if self.since else None)

    @property
    def place(self) -> Place:
        return Place(self.page, self.newest)


MODELS: dict[str, Any] = {"space": Space, "author": Person}


def read_search(asked: QueryDict) -> Search:
    """The search an address asks for.

    Raises Http404 for a space or a person that is not, or not for whoever asks to know.
    """
    chosen = {
        facet: list(dict.fromkeys(value for value in asked.getlist(name) if value))[:MOST]
        for facet, name in NAMES.items()
    }
    known: dict[str, Any] = {}
    for facet in MODELS:
        chosen[facet], found = _known(facet, chosen[facet])
        known |= found
    since, page = asked.get("depuis", ""), asked.get("page", "")
    return Search(
        read_question(asked.get("q", "")),
        chosen,
        since=since if since in SPANS else "",
        newest=asked.get("tri") == "recent",
        page=_page(page),
        whole=whole if (whole := asked.get("tout", "")) in NAMES.values() else "",
        known=known,
    )


def beginnings() -> dict[str, datetime]:
    """When the spans that one can choose began, where days begin for the reader."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "": datetime(1, 1, 1, tzinfo=UTC),
        "semaine": today - timedelta(days=today.weekday()),
        "mois": today.replace(day=1),
        "annee": today.replace(month=1, day=1),
    }


def _known(facet: str, values: Sequence[str]) -> tuple[list[str], dict[str, Any]]:
    uids = [uid for value in values if (uid := read_uid(value))]
    found = {str(one.uid): one for one in MODELS[facet].objects.filter(uid__in=uids)}
    if len(found) < len(values):
        raise Http404
    return [str(uid) for uid in uids], found


def _page(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
    return min(max(number, 1), RANKED // PAGE)
