"""Photos and pictures."""

import dataclasses
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import Field as Setting

from etabli.platform.engine.fields.context import Context, Found, Kind
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.files import limits_said
from etabli.platform.engine.fields.pointing import Pointing
from etabli.platform.engine.fields.shown import Widget

# Named one by one: a phone then turns what it took into one of them.
KINDS = "image/jpeg,image/png,image/webp,image/avif,image/gif"


class ImagesField(Pointing):
    """``max``: how many. On a phone the input opens the camera."""

    lives_in: ClassVar[str] = ""
    points_to: ClassVar[Kind] = "file"

    type: Literal["images"] = "images"
    max: int = Setting(default=6, ge=1, le=60)

    @property
    def many(self) -> bool:
        return True

    def accept(self, found: Found, context: Context) -> None:
        if not found.image:
            raise FieldError(
                _("“%(name)s” is not a picture. Add a photo or a drawing.") % {"name": found.label}
            )

    def missing(self) -> FieldError:
        return FieldError(_("This picture was not received. Add it again."))

    def canonicalise(self, raw: Any, context: Context) -> Any:
        ids = super().canonicalise(raw, context)
        if ids and len(ids) > self.max:
            sentence = ngettext("One picture at most.", "%(most)s pictures at most.", self.max)
            raise FieldError(sentence % {"most": self.max})
        return ids

    def form_widget(self, value: Any, context: Context) -> Widget:
        widget = self._widget("images", value, context, "")
        kinds = _("Photos or drawings: JPEG, PNG, WebP, AVIF or GIF.")
        hint = widget.hint or f"{kinds} {limits_said(self.max)}"
        return dataclasses.replace(widget, limit=self.max, hint=hint, accept=KINDS)
