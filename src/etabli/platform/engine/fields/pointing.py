"""What fields that point to people, spaces, items and files have in common.

Canonical values are internal ids, one or a list; people and programs outside only ever see
and send public uids.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from etabli.lib import wording_numbers
from etabli.platform.engine.fields.context import Context, Form, Found, Kind
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Choice, Part, Ref, Shown, Widget

MOST = 500
_LONGEST_UID = 64


def part_of(found: Found) -> Part:
    """What is found, as templates draw it."""
    return Part(
        found.label,
        uid=found.uid,
        url=found.url,
        hue=found.hue,
        kind=found.kind,
        thumbnail=found.thumbnail,
        size=found.size,
        guest=found.guest,
    )


class Pointing(Field):
    """A field whose values are other things of the house."""

    points_to: ClassVar[Kind] = "item"
    unseen: ClassVar[str] = ""

    @property
    def many(self) -> bool:
        """Whether it points to several things."""
        return False

    def ids(self, value: Any) -> list[int]:
        """The internal ids of a canonical value."""
        if value is None:
            return []
        return list(value) if isinstance(value, list) else [value]

    def accept(self, found: Found, context: Context) -> None:
        """Raise FieldError when this is not something the field may point to."""

    def missing(self) -> FieldError:
        """What is said when nothing one may see has that uid."""
        return FieldError(_("This was not found. Search for it again."))

    def _find(self, uid: Any, context: Context) -> Found:
        if not isinstance(uid, str) or len(uid) > _LONGEST_UID:
            raise self.missing()
        found = context.lookup.by_uid(self.points_to, uid.strip())
        if found is None:
            raise self.missing()
        if found.id not in self.ids(context.current):
            self.accept(found, context)
        return found

    def canonicalise(self, raw: Any, context: Context) -> Any:
        given = raw if isinstance(raw, list) else [raw]
        wanted = [uid for uid in given if uid]
        if len(wanted) > MOST:
            raise FieldError(_("Choose %(most)s at most.") % {"most": MOST})
        if not self.many and len(wanted) > 1:
            raise FieldError(_("Choose only one."))
        ids = list(dict.fromkeys(self._find(uid, context).id for uid in wanted))
        if not ids:
            return None
        return ids if self.many else ids[0]

    def from_form(self, form: Form, name: str) -> Any:
        return [uid for uid in form.getlist(name) if uid] if self.many else form.get(name)

    def from_import(self, text: str, context: Context) -> Any:
        names = text.split(";") if self.many else [text]
        uids = []
        for name in (name.strip() for name in names):
            if not name:
                continue
            found = context.lookup.by_name(self.points_to, name)
            if found is None:
                raise FieldError(
                    _("Nothing, or more than one thing, is called “%(name)s”.")
                    % {"name": name[:80]}
                )
            uids.append(found.uid)
        return self.validate(uids if self.many else "".join(uids), context)

    def found(self, value: Any, context: Context) -> list[Found]:
        """What the value points to, as far as one may see it."""
        seen = (context.lookup.by_id(self.points_to, one) for one in self.ids(value))
        return [one for one in seen if one is not None]

    def to_json(self, value: Any, context: Context) -> Any:
        uids = [found.uid for found in self.found(value, context)]
        return uids if self.many else next(iter(uids), None)

    def _widget(self, kind: str, value: Any, context: Context, search: str) -> Widget:
        chosen = self.found(value, context)
        uids = [found.uid for found in chosen]
        return Widget(
            kind=kind,
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value=uids if self.many else next(iter(uids), ""),
            required=self.required,
            multiple=self.many,
            options=tuple(
                Choice(found.uid, found.label, chosen=True, hue=found.hue) for found in chosen
            ),
            search=search,
        )

    def display(self, value: Any, context: Context) -> Shown:
        parts = tuple(part_of(found) for found in self.found(value, context))
        hidden = len(self.ids(value)) - len(parts)
        if hidden:
            parts += (Part(_("not visible to you"), kind="hidden"),)
        text = wording_numbers.listing([part.label for part in parts], context.lang)
        return Shown(self.kind, text, parts, value)

    def refs(self, value: Any) -> Sequence[Ref]:
        return [Ref(self.points_to, target=one) for one in self.ids(value)]

    def flex_value(self, value: Any) -> int | None:
        ids = self.ids(value)
        return ids[0] if ids and not self.many else None
