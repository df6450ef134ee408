"""Files kept with the item."""

import dataclasses
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import Field as Setting

from etabli.platform.engine.fields.context import Context, Kind
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.pointing import Pointing
from etabli.platform.engine.fields.shown import Widget
from etabli.platform.files.receiving import size_limit
from etabli.ui import wordings


def limits_said(most: int) -> str:
    """How many files, and how large, said before they are chosen."""
    size = wordings.size(size_limit())
    sentence = ngettext(
        "One file, of %(size)s at most.", "%(most)s files at most, of %(size)s each.", most
    )
    return sentence % {"most": most, "size": size}


class FilesField(Pointing):
    """``max``: how many. The form sends the uids of files already uploaded."""

    lives_in: ClassVar[str] = ""
    points_to: ClassVar[Kind] = "file"

    type: Literal["files"] = "files"
    max: int = Setting(default=10, ge=1, le=100)

    @property
    def many(self) -> bool:
        return True

    def missing(self) -> FieldError:
        return FieldError(_("This file was not received. Add it again."))

    def canonicalise(self, raw: Any, context: Context) -> Any:
        ids = super().canonicalise(raw, context)
        if ids and len(ids) > self.max:
            sentence = ngettext("One file at most.", "%(most)s files at most.", self.max)
            raise FieldError(sentence % {"most": self.max})
        return ids

    def form_widget(self, value: Any, context: Context) -> Widget:
        widget = self._widget("files", value, context, "")
        hint = widget.hint or limits_said(self.max)
        return dataclasses.replace(widget, limit=self.max, hint=hint)

    def search_text(self, value: Any, context: Context) -> str:
        return " ".join(found.label for found in self.found(value, context))
