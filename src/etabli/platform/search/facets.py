"""The choices that narrow a search, with how many results each would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from etabli.platform.engine.registry import apps
from etabli.platform.people.models import Person
from etabli.platform.search.finding import Found
from etabli.platform.search.narrowing import MODELS, NAMES, SPANS, Search

SHOWN = 6
"""Choices of a facet before « others »."""


@dataclass(frozen=True)
class Choice:
    """One value of a facet."""

    value: str
    label: str
    count: int
    on: bool


@dataclass(frozen=True)
class Facet:
    """A group of choices. ``others``: how many more there are, at ``others_url``."""

    title: str
    name: str
    choices: Sequence[Choice]
    one: bool = False
    others: int = 0
    others_url: str = ""


@dataclass(frozen=True)
class Chip:
    """A choice made, and the search without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Narrowed:
    """What a search found, ready to be narrowed further by one reader."""

    search: Search
    found: Found
    by: Person

    @cached_property
    def facets(self) -> list[Facet]:
        """The facets that have something to choose between."""
        titles = {
            "kind": _("Kind of result"),
            "app": _("App"),
            "state": _("Stage"),
            "space": _("Space"),
            "author": _("Author"),
        }
        facets = [self._facet(name, title) for name, title in titles.items() if self._says(name)]
        return [*(facet for facet in facets if facet.choices), self._since()]

    @property
    def chips(self) -> list[Chip]:
        """The choices made, each with the way back."""
        chips = [
            Chip(self._labels[facet].get(value, value), self.search.without(facet, value))
            for facet, values in self.search.chosen.items()
            for value in values
        ]
        if self.search.since:
            chips.append(Chip(spans()[self.search.since], self.search.url(since="")))
        return chips

    def _says(self, facet: str) -> bool:
        # Stages are each app's own: with several apps in view they would say little.
        in_view = self.search.chosen.get("app") or self._counts("app")
        return facet != "state" or len(in_view) == 1

    def _facet(self, facet: str, title: str) -> Facet:
        chosen, labels = self.search.chosen.get(facet, ()), self._labels[facet]
        counts = {**dict.fromkeys(chosen, 0), **self._counts(facet)}
        values = sorted(
            (value for value in counts if value in labels),
            key=lambda value: (-counts[value], labels[value]),
        )
        whole = self.search.whole == NAMES[facet]
        shown = [
            value for place, value in enumerate(values) if whole or place < SHOWN or value in chosen
        ]
        return Facet(
            title,
            NAMES[facet],
            [Choice(value, labels[value], counts[value], value in chosen) for value in shown],
            others=len(values) - len(shown),
            others_url=self.search.url(whole=NAMES[facet]),
        )

    def _since(self) -> Facet:
        counts = dict(zip(SPANS, self.found.since, strict=True))
        choices = [
            Choice(span, label, counts[span], span == self.search.since)
            for span, label in spans().items()
        ]
        return Facet(_("Date"), "depuis", choices, one=True)

    def _counts(self, facet: str) -> Mapping[str, int]:
        """The counts by the values that addresses use; what she may not know of is left out."""
        counts = self.found.counts.get(facet, {})
        if facet not in MODELS:
            return counts
        return {str(record.uid): counts[str(pk)] for pk, record in self._records[facet].items()}

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        lang = self.by.language
        labels = {
            "kind": kinds(),
            "app": {uid: app.plural(lang) for uid, app in apps().items()},
            "state": {
                f"{uid}:{state.uid}": state.name.say(lang)
                for uid, app in apps().items()
                for state in app.states.values()
            },
        }
        for facet in MODELS:
            known = [*self._records[facet].values(), *self.search.known.values()]
            labels[facet] = {str(record.uid): record.name for record in known}
        return labels

    @cached_property
    def _records(self) -> dict[str, dict[int, Any]]:
        """The spaces and people counted, as far as she may know of them."""
        return {
            facet: model.objects.in_bulk([int(pk) for pk in self.found.counts.get(facet, {})])
            for facet, model in MODELS.items()
        }


def kinds() -> dict[str, str]:
    """The kinds of things one finds."""
    return {
        "item": _("Records"),
        "comment": _("Messages"),
        "person": _("People"),
        "space": _("Spaces"),
    }


def spans() -> dict[str, str]:
    """The spans of time one chooses among."""
    return {
        "": _("Any time"),
        "semaine": _("This week"),
        "mois": _("This month"),
        "annee": _("This year"),
    }
