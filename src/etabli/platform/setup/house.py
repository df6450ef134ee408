"""Changing the house."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from etabli.lib.colour import is_hex, oklch
from etabli.lib.text import clean_line
from etabli.platform.events.log import Fact, emit
from etabli.platform.house.models import House, the_house
from etabli.platform.people.models import Person
from etabli.platform.people.refusal import PersonRefusal, refuse_unless_admin

NAME_LIMIT = 80
SWITCHES = ("urgent_mail", "link_cards")
DARKEST, LIGHTEST = 0.24, 0.475
"""Lightness from which to which the top bar shows a colour as it was chosen, or so nearly that
nobody sees it: it is kept between 0.30 and 0.415, for words to be readable."""


@transaction.atomic
def change_house(values: Mapping[str, str], *, by: Person | None) -> House:
    """Change the name, the colour, the language or a switch ("on" or "").

    Raises PersonRefusal with the field.
    """
    refuse_unless_admin(by=by)
    house = the_house()
    for name, value in checked(values).items():
        setattr(house, name, value)
    for switch in SWITCHES:
        if switch in values:
            setattr(house, switch, values[switch] == "on")
    house.save()
    emit(Fact("house_changed", actor=by, payload={"changed": sorted(values)}))
    return house


def checked(values: Mapping[str, str]) -> dict[str, str]:
    """The values as they are kept. Raises PersonRefusal with the field concerned."""
    kept = {}
    if "name" in values:
        kept["name"] = _name(values["name"])
    if "colour" in values:
        kept["colour"] = _colour(values["colour"])
    if "language" in values:
        if values["language"] not in House.Language.values:
            raise PersonRefusal(_("Choose one of the languages offered."), "language")
        kept["language"] = values["language"]
    return kept


def is_adjusted(colour: str) -> bool:
    """Whether a colour is too light or too dark to stand as it is under words."""
    return is_hex(colour) and not DARKEST <= oklch(colour).lightness <= LIGHTEST


def _name(given: str) -> str:
    name = clean_line(given, NAME_LIMIT + 1)
    if not name:
        raise PersonRefusal(_("Give the house a name: that of your organisation."), "name")
    if len(name) > NAME_LIMIT:
        raise PersonRefusal(_("At most %(most)s signs: shorten it.") % {"most": NAME_LIMIT}, "name")
    return name


def _colour(given: str) -> str:
    colour = given.strip().lower()
    colour = colour if colour.startswith("#") else f"#{colour}"
    if not is_hex(colour):
        raise PersonRefusal(_("Write the colour as six signs after #: #24509c."), "colour")
    return colour
