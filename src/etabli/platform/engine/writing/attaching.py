"""Files put beside an item, apart from its fields and from what is said of it."""

from collections.abc import Sequence

from django.http import Http404
from django.utils.translation import gettext_noop

from etabli.lib.sentences import SaidError
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.names import ATTACHMENTS
from etabli.platform.engine.rights.asking import can
from etabli.platform.engine.writing.editing import app_of, apply
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Item
from etabli.platform.items.rights import hold
from etabli.platform.people.models import Person


def may_attach(app: App, item: Item, person: Person) -> bool:
    """Whether a person may put a file beside an item: who edits it, or takes part in its
    discussion, which carries files too.
    """
    if app.behaviours.attachable is None:
        return False
    talks = app.behaviours.commentable is not None and can(person, "comment", item)
    return talks or can(person, "edit", item)


def may_detach(app: App, item: Item, file: StoredFile, person: Person) -> bool:
    """Whether a person may take a file off: who edits the item, or put the file there."""
    if app.behaviours.attachable is None:
        return False
    own = file.author_id == person.pk and may_attach(app, item, person)
    return own or can(person, "edit", item)


def attached(item: Item) -> list[int]:
    """The ids of the files beside an item, in the order they came."""
    return list(item.data.get(ATTACHMENTS) or ())


def room_for(app: App, item: Item) -> int:
    """How many more files an item takes."""
    attachable = app.behaviours.attachable
    return max(0, attachable.max - len(attached(item))) if attachable else 0


def attach(item: Item, files: Sequence[StoredFile], *, by: Person) -> None:
    """Put files beside an item: the person's own, attached to nothing yet.

    Raises Http404 when she may not, SaidError when there would be too many.
    """
    app = _held(item)
    if not may_attach(app, item, by):
        raise Http404
    refuse_too_many(app, item, len(files))
    ids = list(dict.fromkeys([*attached(item), *(file.pk for file in files)]))
    apply(app, item, {ATTACHMENTS: ids}, by=by, verb="attached")


def detach(item: Item, file: StoredFile, *, by: Person) -> None:
    """Take a file off an item; twice is once. Its history can put it back.

    Raises Http404 when she may not.
    """
    app = _held(item)
    if not may_detach(app, item, file, by):
        raise Http404
    ids = [pk for pk in attached(item) if pk != file.pk]
    apply(app, item, {ATTACHMENTS: ids or None}, by=by, verb="detached")


def refuse_too_many(app: App, item: Item, more: int) -> None:
    """Raise SaidError when so many more files would be too many."""
    if more > room_for(app, item):
        raise SaidError(
            gettext_noop("Too many files: this record takes %(room)s more. Choose fewer."),
            room=room_for(app, item),
        )


def _held(item: Item) -> App:
    """The item as it is now, kept so until this transaction ends: two people who attach at
    once both do.
    """
    hold(item)
    item.refresh_from_db(fields=["data"])
    return app_of(item)
