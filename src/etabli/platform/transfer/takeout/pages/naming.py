"""What texts name, found in an export: people in words, items and files as links."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from etabli.lib.richtext import Doc, Reference, Resolved, Resolver, references
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.models import Space
from etabli.platform.transfer.takeout.pages.paths import file_from, item_page, space_page, up_from

MODELS: dict[str, Any] = {
    "person": Person,
    "unit": Unit,
    "space": Space,
    "item": Item,
    "file": StoredFile,
}


class Names:
    """What a batch of texts names, loaded together: one query for each kind."""

    def __init__(self, documents: Iterable[dict[str, Any]]) -> None:
        wanted: dict[str, set[str]] = {}
        for document in documents:
            for reference in references(Doc(document)):
                wanted.setdefault(reference.kind, set()).add(reference.uid)
        self._found = {
            (kind, str(record.uid)): record
            for kind, uids in wanted.items()
            for record in MODELS[kind]._default_manager.filter(uid__in=uids)
        }

    def resolver(self, page: str) -> Resolver:
        """The answers for a text that stands on a page."""

        def resolve(reference: Reference) -> Resolved:
            record = self._found.get((reference.kind, reference.uid))
            if record is None:
                return Resolved(_("something that is gone"))
            return _RESOLVED[reference.kind](record, page)

        return resolve


def _file(record: StoredFile, page: str) -> Resolved:
    address = file_from(page, record.key)
    source = address if record.is_image else None
    return Resolved(record.name, address, source, width=record.width, height=record.height)


_RESOLVED: dict[str, Callable[[Any, str], Resolved]] = {
    "person": lambda record, page: Resolved(record.name),
    "unit": lambda record, page: Resolved(record.name),
    "space": lambda record, page: Resolved(record.name, up_from(page) + space_page(record.uid)),
    "item": lambda record, page: Resolved(record.title, up_from(page) + item_page(record.uid)),
    "file": _file,
}
