"""A unit of the organisation, or several."""

from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from etabli.platform.engine.fields.context import Context, Kind
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.pointing import MOST, Pointing
from etabli.platform.engine.fields.shown import Widget

UNITS_SEARCH = "/unites/choix/"
"""Where inputs search for units as one types."""


class UnitField(Pointing):
    """``many``: several units, ``max`` of them at most."""

    points_to: ClassVar[Kind] = "unit"

    type: Literal["unit"] = "unit"
    several: bool = Setting(default=False, alias="many")
    max: int = Setting(default=50, ge=1, le=MOST)

    @property
    def many(self) -> bool:
        return self.several

    @property
    def columns(self) -> str:
        return "" if self.several else "r"

    def missing(self) -> FieldError:
        return FieldError(_("This unit was not found. Search for it again."))

    def canonicalise(self, raw: Any, context: Context) -> Any:
        ids = super().canonicalise(raw, context)
        if isinstance(ids, list) and len(ids) > self.max:
            raise FieldError(_("Choose %(most)s at most.") % {"most": self.max})
        return ids

    def form_widget(self, value: Any, context: Context) -> Widget:
        return self._widget("units" if self.several else "unit", value, context, UNITS_SEARCH)
