"""The form in which one says things of oneself, each to those one chooses."""

from collections.abc import Mapping
from dataclasses import dataclass

from etabli.platform.people.models import Person
from etabli.platform.profiles.fields import FIELDS, Said
from etabli.platform.profiles.models import Scope
from etabli.platform.profiles.saying import Given, day_written
from etabli.platform.profiles.seeing import details_of


@dataclass(frozen=True)
class Asked:
    """A field of the form: what is in it, and who sees it."""

    said: Said
    value: str
    scope: str
    scopes: list[tuple[str, str]]


def fields_of(person: Person, typed: Mapping[str, str]) -> list[Asked]:
    """The fields as they are kept, or as they were just typed."""
    kept = details_of(person, by=person)
    return [_asked(said, kept.all(said.name), kept.scopes, typed, person) for said in FIELDS]


def given_in(posted: Mapping[str, str]) -> dict[str, Given]:
    """What a form gives; a field that it does not name stays as it is."""
    return {
        said.name: Given(posted[said.name], posted.get(f"see_{said.name}", ""))
        for said in FIELDS
        if said.name in posted
    }


def _asked(
    said: Said,
    values: list[str],
    scopes: Mapping[str, str],
    typed: Mapping[str, str],
    person: Person,
) -> Asked:
    value = ", ".join(values)
    if said.kind == "day":
        value = day_written(value)
    scope = typed.get(f"see_{said.name}") or scopes.get(said.name, said.scope)
    return Asked(said, typed.get(said.name, value), scope, _scopes(person))


def _scopes(person: Person) -> list[tuple[str, str]]:
    # A guest has neither unit nor manager here.
    hers = (Scope.GUESTS, Scope.HOUSE, Scope.ME) if person.is_guest else tuple(Scope)
    return [(scope.value, str(scope.label)) for scope in hers]
