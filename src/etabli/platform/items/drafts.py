"""What somebody was typing, kept until it is sent."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from etabli.lib.sentences import SaidError
from etabli.platform.db.prepared import planned
from etabli.platform.items.models import Draft
from etabli.platform.people.models import Person

LARGEST = 200_000
MOST = 300
_KEY = re.compile(r"[a-z0-9][a-z0-9:._-]{0,119}")

Content = dict[str, list[str]]


def is_key(key: str) -> bool:
    """Whether it may name a form: ``comment:<uid>``, ``new:tasks:<uid>``."""
    return _KEY.fullmatch(key) is not None


def draft_for(person: Person, key: str) -> Content:
    """The fields a person had typed in a form and not sent; empty when there are none."""
    return next((content for (content,) in _kept(person=person.pk, key=key)), {})


@planned
def _kept(person: Any, key: Any) -> QuerySet[Draft, tuple[Content]]:
    return Draft.objects.filter(person_id=person, key=key).values_list("content")


def keep_draft(key: str, content: Any, *, by: Person) -> None:
    """Keep what a form holds now; nothing when it is empty.

    Raises SaidError when the key or the content is not one of a form, or is too large.
    """
    if not is_key(key):
        raise SaidError(gettext_noop("This draft cannot be kept: its form is not known."))
    fields = _fields(content)
    if not any(value.strip() for values in fields.values() for value in values):
        forget_draft(key, by=by)
        return
    _make_room(by, key)
    Draft.objects.update_or_create(
        person=by, key=key, defaults={"content": fields, "at": timezone.now()}
    )


def forget_draft(key: str, *, by: Person) -> None:
    """The form was sent, or emptied."""
    Draft.objects.filter(person=by, key=key).delete()


def drafts_of(person: Person) -> list[Draft]:
    """What a person has not sent yet, the latest first."""
    return list(Draft.objects.filter(person=person).order_by("-at"))


def _fields(content: Any) -> Content:
    if not isinstance(content, Mapping) or len(json.dumps(content)) > LARGEST:
        raise SaidError(gettext_noop("This draft is too large to be kept on the server."))
    fields = {
        str(name)[:200]: [str(value).replace("\x00", "") for value in values]
        for name, values in content.items()
        if isinstance(values, list) and not str(name).startswith("_")
    }
    return {name: values for name, values in fields.items() if "\x00" not in name}


def _make_room(person: Person, key: str) -> None:
    # The oldest go first: a person has no three hundred texts under way.
    older = Draft.objects.filter(person=person).exclude(key=key).order_by("-at")
    for extra in older.values_list("pk", flat=True)[MOST - 1 :]:
        Draft.objects.filter(pk=extra).delete()
