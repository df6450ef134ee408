"""Several people."""

from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from etabli.platform.engine.fields.context import Context, Found, Kind
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.person import PEOPLE_SEARCH
from etabli.platform.engine.fields.pointing import MOST, Pointing
from etabli.platform.engine.fields.shown import Widget


class PeopleField(Pointing):
    """``max``: how many. ``guests: false``: members only. ``default: actor``: whoever creates."""

    lives_in: ClassVar[str] = ""
    points_to: ClassVar[Kind] = "person"

    type: Literal["people"] = "people"
    default: Literal["actor"] | None = None
    guests: bool = True
    max: int = Setting(default=100, ge=1, le=MOST)

    @property
    def many(self) -> bool:
        return True

    def accept(self, found: Found, context: Context) -> None:
        if found.guest and not self.guests:
            raise FieldError(
                _("%(name)s is a guest. Choose somebody of the house.") % {"name": found.label}
            )

    def missing(self) -> FieldError:
        return FieldError(_("This person was not found. Search for them again."))

    def canonicalise(self, raw: Any, context: Context) -> Any:
        ids = super().canonicalise(raw, context)
        if ids and len(ids) > self.max:
            raise FieldError(_("Choose %(most)s at most.") % {"most": self.max})
        return ids

    def default_value(self, context: Context) -> list[int] | None:
        return [context.actor] if self.default and context.actor is not None else None

    def form_widget(self, value: Any, context: Context) -> Widget:
        return self._widget("people", value, context, PEOPLE_SEARCH)

    def anonymise(self, value: Any, person: int) -> Any:
        return [one for one in value or () if one != person] or None
