"""What comments point to, as rows: people called, items linked, files shown."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from etabli.lib.richtext import Doc, references
from etabli.platform.files.doors import own_unattached
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Comment, Item, ItemRef
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.models import Space

FIELD = "@comment"
MODELS: dict[str, Any] = {
    "person": Person,
    "unit": Unit,
    "space": Space,
    "item": Item,
    "file": StoredFile,
}


def refer(comment: Comment, called: Iterable[int], files: Iterable[StoredFile] = ()) -> None:
    """Write again what a comment points to, with ``files`` beside its text.

    Files its author sent and had not attached yet become the comment's. Somebody named
    without being called leaves no row: backlinks and notices read these.
    """
    ItemRef.objects.filter(comment=comment).delete()
    wanted = {("person", pk) for pk in called} | {("file", file.pk) for file in files}
    wanted |= set(_named(comment.body))
    ItemRef.objects.bulk_create(
        ItemRef(
            item_id=comment.item_id,
            comment=comment,
            field=FIELD,
            kind=kind,
            target=target,
            audience_id=comment.audience_id,
        )
        for kind, target in sorted(wanted)
    )


def loose_files(comment: Comment) -> list[StoredFile]:
    """The files a comment carries beside its text."""
    shown = {ref.uid for ref in references(Doc(comment.body)) if ref.kind == "file"}
    targets = ItemRef.objects.filter(comment=comment, kind=ItemRef.Kind.FILE).values("target")
    files = StoredFile.objects.filter(pk__in=targets).order_by("pk")
    return [file for file in files if str(file.uid) not in shown]


def attachable(uids: Iterable[str], *, by: Person) -> list[StoredFile]:
    """The files a form names by their uids, when the person sent them and may attach them."""
    known = []
    for uid in uids:
        try:
            known.append(UUID(uid))
        except ValueError:
            continue
    return own_unattached(known, by=by)


def _named(body: dict[str, Any]) -> Iterable[tuple[str, int]]:
    uids: dict[str, list[str]] = {}
    for reference in references(Doc(body)):
        if reference.kind != "person":
            uids.setdefault(reference.kind, []).append(reference.uid)
    for kind, named in uids.items():
        for pk in MODELS[kind]._default_manager.filter(uid__in=named).values_list("pk", flat=True):
            yield kind, pk
