"""What the shelves above add to the page of an item, without being named here.

A panel is a template and what it needs; it says nothing where its behaviour is off.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person

Place = Literal["head", "aside"]
Provider = Callable[[App, Item, Person, Context], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """``template`` is included with ``panel`` being what the provider answered."""

    template: str
    shown: Mapping[str, Any]


@dataclass(frozen=True)
class Label:
    """A short word on an item, in lists and beside its state. ``tone``: '', ok, warn, stop.

    ``act``: the address to which doing it posts, when the word is something to do.
    """

    text: str
    tone: str = ""
    act: str = ""


Labeller = Callable[[App, Sequence[Item], Person, Context], Mapping[int, Label]]
_panels: list[tuple[Place, str, str, Provider]] = []
_labellers: list[Labeller] = []


def panel(place: Place, behaviour: str, template: str) -> Callable[[Provider], Provider]:
    """Add a panel to the pages of items whose app has a behaviour; "" for every app.

    The provider answers None where there is nothing to show.
    """

    def provided(provider: Provider) -> Provider:
        _panels.append((place, behaviour, template, provider))
        return provider

    return provided


def panels_of(app: App, item: Item, person: Person, context: Context) -> dict[str, list[Panel]]:
    """The panels of an item's page, by place."""
    found: dict[str, list[Panel]] = {"head": [], "aside": []}
    for place, behaviour, template, provider in _panels:
        if behaviour and getattr(app.behaviours, behaviour) is None:
            continue
        shown = provider(app, item, person, context)
        if shown is not None:
            found[place].append(Panel(template, shown))
    return found


def labels(labeller: Labeller) -> Labeller:
    """Add what says a word on items of lists: it answers for many of one app at once."""
    _labellers.append(labeller)
    return labeller


def labels_of(
    app: App, items: Sequence[Item], person: Person, context: Context
) -> dict[int, list[Label]]:
    """The words said on each of these items, by its id."""
    found: dict[int, list[Label]] = {item.pk: [] for item in items}
    for labeller in _labellers:
        for pk, label in labeller(app, items, person, context).items():
            found[pk].append(label)
    return found
