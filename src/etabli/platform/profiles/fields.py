"""What a profile may say, in the order it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from etabli.platform.profiles.models import Scope

Kind = Literal["text", "line", "phone", "words", "day"]


@dataclass(frozen=True)
class Said:
    """One thing a profile may say. ``most`` is signs of a text, or how many words."""

    name: str
    kind: Kind
    label: Promise
    hint: Promise | str = ""
    scope: str = Scope.HOUSE
    most: int = 150
    autocomplete: str = "off"


FIELDS = (
    Said("bio", "text", _("In a few words"),
         _("What you take care of, and how best to ask you."), most=2000),
    Said("skills", "words", _("What one may ask you"),
         _("Separated by commas: first aid, sign language, public contracts."), most=30),
    Said("phone", "phone", _("Phone"), most=40, autocomplete="tel"),
    Said("mobile", "phone", _("Mobile phone"), scope=Scope.UNIT, most=40,
         autocomplete="tel-national"),
    Said("site", "line", _("Place"), _("Building, floor, office, depot.")),
    Said("languages", "words", _("Languages"),
         _("Separated by commas, in your own words: French, a little Arabic."), most=15),
    Said("pronouns", "line", _("Pronouns"), most=40),
    Said("pronunciation", "line", _("How your name is said"), _("As you would spell it to"
         " somebody on the phone."), most=80),
    Said("birthday", "day", _("Birthday"),
         _("Day and month, never the year. Left empty, nobody knows."), scope=Scope.UNIT, most=5),
)  # fmt: skip

BY_NAME: Mapping[str, Said] = {one.name: one for one in FIELDS}
