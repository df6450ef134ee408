"""A space of the house."""

from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _

from etabli.platform.engine.fields.context import Context, Kind
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.pointing import Pointing
from etabli.platform.engine.fields.shown import Widget

SPACES_SEARCH = "/espaces/choix/"
"""Where inputs search for spaces as one types."""


class SpaceField(Pointing):
    """One of the spaces that whoever chooses may find."""

    lives_in: ClassVar[str] = "r"
    points_to: ClassVar[Kind] = "space"

    type: Literal["space"] = "space"

    def missing(self) -> FieldError:
        return FieldError(_("This space was not found. Search for it again."))

    def form_widget(self, value: Any, context: Context) -> Widget:
        return self._widget("space", value, context, SPACES_SEARCH)
