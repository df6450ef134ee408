"""The files beside an item, as its page shows them to one person."""

from collections.abc import Sequence
from dataclasses import dataclass

from etabli.platform.engine.app import App
from etabli.platform.engine.fields.files import limits_said
from etabli.platform.engine.writing.attaching import attached, may_attach, may_detach, room_for
from etabli.platform.files.doors import files_for
from etabli.platform.files.models import StoredFile
from etabli.platform.files.receiving import size_limit
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.circles import Circle, circle_of


@dataclass(frozen=True)
class Attached:
    """A file beside an item. ``kind``: what its name says it is; '' when it says nothing."""

    file: StoredFile
    removable: bool

    @property
    def kind(self) -> str:
        _name, dot, ending = self.file.name.rpartition(".")
        return ending.upper() if dot and len(ending) <= 5 else ""


@dataclass(frozen=True)
class Attachments:
    """What is beside an item, for one person. ``room``: how many more there may be; ``most``:
    bytes of one file at most; ``limits`` says both.
    """

    item: Item
    files: Sequence[Attached]
    may_attach: bool
    room: int
    most: int
    limits: str
    circle: Circle
    refusal: str = ""


def attachments_of(app: App, item: Item, person: Person, refusal: str = "") -> Attachments | None:
    """The files beside an item that a person may open; None for an app that has none."""
    if app.behaviours.attachable is None:
        return None
    ids = attached(item)
    known = {file.pk: file for file in files_for(person).filter(pk__in=ids)} if ids else {}
    files = [
        Attached(known[pk], may_detach(app, item, known[pk], person)) for pk in ids if pk in known
    ]
    return Attachments(
        item,
        files,
        may_attach(app, item, person),
        room_for(app, item),
        size_limit(),
        limits_said(room_for(app, item)),
        circle_of(item.audience, by=person),
        refusal,
    )
