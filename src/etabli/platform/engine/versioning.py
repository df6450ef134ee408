"""Behaviour ``versioned``: publishing, comparing and taking up again numbered versions."""

from collections.abc import Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line
from etabli.platform.access.doors import visible_to
from etabli.platform.engine.app import App
from etabli.platform.engine.applying import applies
from etabli.platform.engine.rights.asking import can
from etabli.platform.engine.telling import describe
from etabli.platform.engine.writing.editing import app_of, edit
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.events.log import Fact, emit
from etabli.platform.items.history import Change
from etabli.platform.items.models import Item, Version
from etabli.platform.items.revising import note
from etabli.platform.people.models import Person

WORDS = 300
PRESENT = 0
"""The number by which the item as it is now is compared with its versions."""


def versions_of(item: Item, person: Person) -> Sequence[Version]:
    """The published versions of an item, the latest first, as far as a person sees it."""
    rows = visible_to(Version.objects.filter(item=item), person)
    return list(rows.select_related("by"))


def is_versioned(app: App, item: Item) -> bool:
    """Whether this item is published in versions."""
    on = app.behaviours.versioned
    return on is not None and applies(app, on.when, item)


def publish(item: Item, words: str, *, by: Person, again: bool = False) -> Version:
    """Publish the item as it is, under the next number, with a word of what changed.

    ``again``: ask those who had read it to read it again. Raises Refusal for whoever may not
    edit it, without a word, or when nothing changed since the last version.
    """
    app = app_of(item)
    versioned = app.behaviours.versioned
    if versioned is None or not is_versioned(app, item) or not can(by, "edit", item):
        raise Refusal(_("You cannot publish a version of this."))
    said = clean_line(words, WORDS)
    if not said:
        raise Refusal(_("Say in a word what changed."), {"words": _("Say in a word what changed.")})
    latest = Version.objects.filter(item=item).first()
    if latest is not None and not changed_since(item, latest):
        raise Refusal(_("Nothing changed since version %(n)s.") % {"n": latest.n})
    return _publish(item, said, by=by, again=again and versioned.read_again)


def _publish(item: Item, words: str, *, by: Person, again: bool) -> Version:
    last = Version.objects.filter(item=item).aggregate(last=Max("n"))["last"] or 0
    # Two people at once: the second meets the first's revision and is told.
    note(item, {"@published": [last or None, last + 1]}, by=by, verb="published", reason=words)
    version = Version.objects.create(
        item=item,
        n=last + 1,
        by=by,
        words=words,
        title=item.title,
        data=item.data,
        audience_id=item.audience_id,
    )
    emit(Fact("published", actor=by, item=item, payload={"n": version.n, "again": again}))
    return version


def take_up(item: Item, version: Version, *, by: Person) -> Version:
    """Give an item the values a version had, as a change like any other, and publish it as a
    new one: nothing is lost. Raises Refusal, StaleVersion.
    """
    app = app_of(item)
    if not changed_since(item, version):
        raise Refusal(_("This is already what version %(n)s says.") % {"n": version.n})
    known = {*item.data, *version.data} & {*app.listed}
    former = {uid: version.data.get(uid) for uid in known}
    edit(item, {uid: v for uid, v in former.items() if v != item.data.get(uid)}, by=by)
    return publish(item, _("Version %(n)s taken up again") % {"n": version.n}, by=by)


def changed_since(item: Item, version: Version) -> bool:
    """Whether an item says something else than a version of it."""
    return (item.title, item.data) != (version.title, version.data)


def compared(
    item: Item, before: Version | None, after: Version | None, person: Person
) -> Sequence[Change]:
    """What differs between two versions, in words; None is the item as it is now."""
    old = before.data if before else item.data
    new = after.data if after else item.data
    patch = {
        uid: [old.get(uid), new.get(uid)] for uid in {**old, **new} if old.get(uid) != new.get(uid)
    }
    return describe(item, [patch], person)[0]
