"""Somebody of the house, or a guest."""

from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _

from etabli.platform.engine.fields.context import Context, Found, Kind
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.pointing import Pointing
from etabli.platform.engine.fields.shown import Widget

PEOPLE_SEARCH = "/personnes/choix/"
"""Where inputs search for people as one types."""


class PersonField(Pointing):
    """``default: actor``: whoever creates. ``guests: false``: members only."""

    lives_in: ClassVar[str] = "r"
    points_to: ClassVar[Kind] = "person"

    type: Literal["person"] = "person"
    default: Literal["actor"] | None = None
    guests: bool = True

    def accept(self, found: Found, context: Context) -> None:
        if found.guest and not self.guests:
            raise FieldError(
                _("%(name)s is a guest. Choose somebody of the house.") % {"name": found.label}
            )

    def missing(self) -> FieldError:
        return FieldError(_("This person was not found. Search for them again."))

    def default_value(self, context: Context) -> int | None:
        return context.actor if self.default else None

    def form_widget(self, value: Any, context: Context) -> Widget:
        return self._widget("person", value, context, PEOPLE_SEARCH)

    def anonymise(self, value: Any, person: int) -> Any:
        return None if value == person else value
