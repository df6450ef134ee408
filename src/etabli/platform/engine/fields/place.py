"""A place: in words, and on the map when its position is known."""

import math
from typing import Any, ClassVar, Literal

from django.db.models import Q
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line, sort_key
from etabli.platform.engine.fields.context import Context, Form
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Part, Shown, Widget

_BOXES = ("label", "lat", "lon")
_LONGEST = 200


class PlaceField(Field):
    """Canonical: {label} or {label, lat, lon}, in degrees, WGS 84, to about a metre."""

    lives_in: ClassVar[str] = "t"

    type: Literal["place"] = "place"

    def from_form(self, form: Form, name: str) -> Any:
        return {box: form.get(f"{name}.{box}") or "" for box in _BOXES}

    def blank(self, raw: Any) -> bool:
        if isinstance(raw, dict):
            return not any(str(raw.get(box) or "").strip() for box in _BOXES)
        return super().blank(raw)

    def canonicalise(self, raw: Any, context: Context) -> dict[str, Any]:
        given = {"label": raw} if isinstance(raw, str) else raw
        if not isinstance(given, dict) or not isinstance(given.get("label") or "", str):
            raise FieldError(_("Say where it is, in a few words."))
        if len(given.get("label") or "") > _LONGEST:
            raise FieldError(
                _("Too long: %(length)s characters, %(longest)s at most.")
                % {"length": len(given["label"]), "longest": _LONGEST}
            )
        label = clean_line(given.get("label") or "", _LONGEST)
        position = self._position(given.get("lat"), given.get("lon"))
        if not label and not position:
            raise FieldError(_("Say where it is, in a few words."))
        if not label:
            label = f"{position['lat']:.5f}, {position['lon']:.5f}"
        return {"label": label, **position}

    def _position(self, lat: Any, lon: Any) -> dict[str, float]:
        if lat in (None, "") and lon in (None, ""):
            return {}
        try:
            north, east = round(float(lat), 6), round(float(lon), 6)
        except (TypeError, ValueError, OverflowError):
            raise _off_the_map() from None
        if not (math.isfinite(north) and math.isfinite(east)):
            raise _off_the_map()
        if abs(north) > 90 or abs(east) > 180:
            raise _off_the_map()
        return {"lat": north, "lon": east}

    def form_widget(self, value: Any, context: Context) -> Widget:
        kept = value or {}
        return Widget(
            kind="place",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value={box: str(kept.get(box, "")) for box in _BOXES},
            required=self.required,
            maxlength=_LONGEST,
        )

    def display(self, value: Any, context: Context) -> Shown:
        if not value:
            return Shown(self.kind, "")
        url = f"geo:{value['lat']},{value['lon']}" if "lat" in value else ""
        return Shown(
            self.kind, value["label"], (Part(value["label"], url=url, kind="place"),), value
        )

    def search_text(self, value: Any, context: Context) -> str:
        return value["label"] if value else ""

    def comparable(self, value: Any) -> Any:
        return value["label"] if value else None

    def flex_value(self, value: Any) -> str | None:
        label = value["label"] if isinstance(value, dict) else value
        return sort_key(label)[:_LONGEST] if label else None

    def filter_ops(self) -> tuple[str, ...]:
        return ("contains", "is", "none", "any")

    def filter_q(self, column: str, op: str, value: Any = None) -> Q:
        if op == "contains":
            return Q(**{f"{column}__contains": self.flex_value(value) or ""})
        return super().filter_q(column, op, value)


def _off_the_map() -> FieldError:
    return FieldError(_("This position is not on the map. Leave it out, or point it again."))
