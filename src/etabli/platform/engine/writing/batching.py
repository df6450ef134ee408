"""One act on many items: asked item by item, told item by item, undone together."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from etabli.lib.sentences import SaidError
from etabli.platform.db.identity import acting
from etabli.platform.engine.models import Batch
from etabli.platform.engine.writing.assigning import assign
from etabli.platform.engine.writing.editing import edit
from etabli.platform.engine.writing.moving import move
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.events.regularly import regularly
from etabli.platform.items.models import Item
from etabli.platform.items.revising import StaleVersion
from etabli.platform.items.trashing import restore, trash
from etabli.platform.items.undoing import undo
from etabli.platform.people.models import Person

AT_ONCE = 500
"""Items done while one waits; beyond, the worker goes on and the page says how far."""
STEP = 100
MOST = 20_000
"""Items of one act."""
Act = Callable[[Item, dict[str, Any], Person], None]


def _assign(item: Item, values: dict[str, Any], by: Person) -> None:
    who = values["assignee"]
    assign(item, Person.objects.get(pk=who) if who else None, by=by)


def _tag(item: Item, values: dict[str, Any], by: Person) -> None:
    tags = dict.fromkeys([*(item.data.get("tags") or []), *values["tags"]])
    edit(item, {"tags": list(tags)}, by=by)


ACTS: dict[str, Act] = {
    "assign": _assign,
    "tag": _tag,
    "set": lambda item, values, by: edit(item, values, by=by),
    "move": lambda item, values, by: move(item, values["move"], {}, by=by),
    "trash": lambda item, _values, by: trash(item, by=by),
}
UNDONE = frozenset({"assign", "tag", "set", "trash"})
"""Acts one may go back on together; a stage is left by a move of its own."""


def carry_out(batch: Batch, most: int = AT_ONCE) -> None:
    """Do the act on the next items of a batch, as its person, each apart from the others.

    Call it as that person, in a transaction.
    """
    now, batch.left = batch.left[:most], batch.left[most:]
    rows = Item.objects.filter(pk__in=now, trashed_at=None)
    rows = rows.select_related("space__archiving", "author__manager", "assignee", "audience")
    found = {item.pk: item for item in rows}
    for pk in now:
        item = found.get(pk)
        if item is None:
            batch.refused.append(["", _("It is no longer here, or you may not see it any more.")])
        elif reason := _tried(partial(ACTS[batch.act], item, batch.values, batch.person)):
            batch.refused.append([item.title, reason])
        else:
            batch.done.append([item.pk, item.version])
    if not batch.left:
        batch.ended_at = timezone.now()
    batch.save()


def take_back(batch: Batch) -> list[list[str]]:
    """Undo a batch item by item. Returns [title, reason] for what could not be."""
    kept: list[list[str]] = []
    items = {item.pk: item for item in Item.objects.filter(pk__in=[pk for pk, _v in batch.done])}
    for pk, version in batch.done:
        item = items.get(pk)
        if item is None:
            continue
        if reason := _tried(partial(_undo, batch, item, version)):
            kept.append([item.title, reason])
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    return kept


@regularly(seconds=5)
def go_on() -> None:
    """Go on with the batches too long to be waited for. Run as etabli_sys."""
    for pk in Batch.objects.filter(ended_at=None).order_by("at").values_list("pk", flat=True)[:20]:
        with transaction.atomic():
            rows = Batch.objects.select_for_update(skip_locked=True, of=("self",))
            batch = rows.select_related("person").filter(pk=pk, ended_at=None).first()
            if batch is None:
                continue
            with acting(batch.person), translation.override(batch.person.language):
                carry_out(batch, STEP)


def _undo(batch: Batch, item: Item, version: int) -> None:
    if batch.act == "trash":
        restore(item, by=batch.person)
    else:
        undo(item, version, by=batch.person)


def _tried(act: Callable[[], None]) -> str:
    """Why it was not done; '' when it was."""
    try:
        with transaction.atomic():
            act()
    except Refusal as refused:
        return " ".join(refused.fields.values()) or refused.sentence
    except SaidError as refused:
        return _(refused.template) % refused.values
    except StaleVersion:
        return _("Somebody changed it meanwhile.")
    except Http404:
        return _("You may not do this to it.")
    return ""
