"""A link to another item, of one app, of some, or of any."""

import dataclasses
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from etabli.platform.engine.definition.strict import Uids
from etabli.platform.engine.fields.context import Context, Found, Kind
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.pointing import MOST, Pointing
from etabli.platform.engine.fields.shown import Widget

ITEMS_SEARCH = "/fiches/choix/"
"""Where inputs search for items as one types."""
ANY_APP = "any"


class RelationField(Pointing):
    """``to``: the apps whose items it links to, ``any`` if unsaid; ``many``: several items."""

    points_to: ClassVar[Kind] = "item"

    type: Literal["relation"] = "relation"
    to: Uids = (ANY_APP,)
    several: bool = Setting(default=False, alias="many")
    max: int = Setting(default=50, ge=1, le=MOST)

    @property
    def many(self) -> bool:
        return self.several

    @property
    def columns(self) -> str:
        return "" if self.several else "r"

    @property
    def apps(self) -> tuple[str, ...]:
        """The apps it links to; empty for any."""
        return () if ANY_APP in self.to else self.to

    def accept(self, found: Found, context: Context) -> None:
        if self.apps and found.app not in self.apps:
            raise FieldError(_("“%(title)s” cannot be linked here.") % {"title": found.label})

    def canonicalise(self, raw: Any, context: Context) -> Any:
        ids = super().canonicalise(raw, context)
        if isinstance(ids, list) and len(ids) > self.max:
            raise FieldError(_("Choose %(most)s at most.") % {"most": self.max})
        return ids

    def form_widget(self, value: Any, context: Context) -> Widget:
        widget = self._widget("items" if self.several else "item", value, context, ITEMS_SEARCH)
        return dataclasses.replace(widget, apps=self.apps)
