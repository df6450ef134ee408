"""The history of an item in words: who, what, when, before and after."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from etabli.lib.diff import Piece, diff
from etabli.platform.access.doors import mine_of, within
from etabli.platform.db.prepared import planned
from etabli.platform.items.faces import face_of
from etabli.platform.items.models import Item, Revision
from etabli.platform.items.revising import ACTING_FOR
from etabli.platform.items.undoing import Undoing
from etabli.platform.people.models import Person
from etabli.ui.shell import Face

EDITS = ("edited", "returned", "undone")
SHORT = 8
"""Lines beside an item; its own page has them all."""
MOST = 500
LONG_TEXT = 80

Patch = dict[str, list[Any]]


@dataclass(frozen=True)
class Change:
    """A field that changed, in words; ``before`` or ``after`` is '' when it was empty.
    ``html``, of a long text alone, is safe: the lines that changed, corrected.
    """

    label: str
    before: str
    after: str
    html: str = ""

    @property
    def long(self) -> bool:
        """Whether it reads better as a corrected text than as « before → after »."""
        return bool(self.html) or max(len(self.before), len(self.after)) > LONG_TEXT

    @property
    def pieces(self) -> list[Piece]:
        return diff(self.before, self.after)


@dataclass(frozen=True)
class Line:
    """One change of an item."""

    n: int
    by: Face | None
    verb: str
    words: str
    icon: str
    when: datetime
    changes: Sequence[Change]
    reason: str = ""
    undoable: bool = False
    acting_for: str = ""


@dataclass(frozen=True)
class History:
    """The changes of an item, the latest first. ``more``: there are earlier ones."""

    item: Item
    lines: Sequence[Line]
    more: bool = False

    @property
    def edits(self) -> list[Line]:
        """Those that changed what it says, and did not only move it on."""
        return [line for line in self.lines if line.verb in EDITS]


Describe = Callable[[Item, Sequence[Patch], Person], Sequence[Sequence[Change]]]
_describe: list[Describe] = []


def described_by(describe: Describe) -> None:
    """Let a function put patches in words: for each, the changes worth telling, under the
    rights of the person. It gets all the patches of a page at once, to look things up at once.
    """
    _describe[:] = [describe]


def history_of(item: Item, person: Person, *, most: int = SHORT) -> History:
    """The latest changes of an item, as far as a person may read them."""
    revisions = _latest(most, item=item.pk, mine=mine_of(person))
    groups = _by_version(revisions)
    shown = groups[:most]
    patches = [_patch(group) for group in shown]
    describe = _describe[0] if _describe else _plainly
    told = describe(item, patches, person)
    undoing = Undoing(item, person)
    givers = _givers(patches)
    lines = [
        replace(
            _line(group, changes, undoing.offered(patch)),
            acting_for=givers.get(patch.get(ACTING_FOR, [None, None])[1], ""),
        )
        for group, changes, patch in zip(shown, told, patches, strict=True)
    ]
    return History(item, lines, more=len(groups) > most)


@planned
def _latest(most: int, item: Any, mine: Any) -> QuerySet[Revision]:
    rows = Revision.objects.filter(within("audience_id", mine), item_id=item, comment=None)
    return rows.select_related("actor").order_by("-n", "pk")[: most * 2 + 1]


def _givers(patches: Sequence[Patch]) -> dict[int, str]:
    """Those in whose place something was done, by id."""
    ids = [patch[ACTING_FOR][1] for patch in patches if ACTING_FOR in patch]
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _by_version(revisions: Iterable[Revision]) -> list[list[Revision]]:
    # Restricted fields are revisions of their own, of the same version.
    groups: dict[int, list[Revision]] = {}
    for revision in revisions:
        groups.setdefault(revision.n, []).append(revision)
    return list(groups.values())


def _patch(group: Sequence[Revision]) -> Patch:
    merged: Patch = {}
    for revision in group:
        merged |= revision.patch
    return merged


def _line(group: Sequence[Revision], changes: Sequence[Change], undoable: bool) -> Line:
    revision = group[0]
    words, icon = _sentence(revision.verb)
    return Line(
        revision.n,
        face_of(revision.actor) if revision.actor else None,
        revision.verb,
        words,
        icon,
        revision.at,
        changes,
        next((one.reason for one in group if one.reason), ""),
        undoable,
    )


def _sentence(verb: str) -> tuple[str, str]:
    return {
        "created": (_("made this"), "plus"),
        "edited": (_("changed this"), "pencil-simple"),
        "moved": (_("moved this on"), "play"),
        "assigned": (_("handed this over"), "user-switch"),
        "attached": (_("attached files"), "paperclip"),
        "detached": (_("took a file off"), "paperclip"),
        "trashed": (_("put this in the trash"), "archive"),
        "restored": (_("took this out of the trash"), "arrow-counter-clockwise"),
        "accepted": (_("retained an answer"), "seal-check"),
        "unaccepted": (_("no longer retains an answer"), "seal-question"),
        "returned": (_("gave back what it said before"), "arrow-counter-clockwise"),
        "undone": (_("went back on a change"), "arrow-u-up-left"),
        "reviewed": (_("said that this is still right"), "seal-check"),
        "published": (_("published a version"), "certificate"),
        "imported": (_("brought this in"), "upload-simple"),
    }.get(verb, (_("changed this"), "pencil-simple"))


def _plainly(item: Item, patches: Sequence[Patch], person: Person) -> list[list[Change]]:
    """Without the engine: titles and texts alone, names of fields being unknown here."""
    title = _("Title")
    return [
        [Change(title, str(before or ""), str(after or ""))]
        if (before, after) != (None, None)
        else []
        for before, after in (patch.get("@title", (None, None)) for patch in patches)
    ]
