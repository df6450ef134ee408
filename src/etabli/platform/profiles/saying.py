"""Saying something of oneself, to those one chooses."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from etabli.lib.text import clean, clean_line, fold
from etabli.platform.events.log import Fact, emit
from etabli.platform.people.models import Person
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.profiles.fields import BY_NAME, Said
from etabli.platform.profiles.models import Detail, Scope

PHONE = re.compile(r"[0-9+][0-9+(). /-]{3,39}")
WORD = 60
_DAY = re.compile(r"\s*(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*")
LEAP = 2000


@dataclass(frozen=True)
class Given:
    """What was written for a field, and for whom: '' keeps who sees it, or its usual readers."""

    value: str
    scope: str = ""


@transaction.atomic
def say(person: Person, given: Mapping[str, Given], *, by: Person | None) -> list[str]:
    """Change some fields of a profile; returns those that changed.

    Everybody speaks of herself; an administrator, or the command line (None), says what the
    house knows, and never widens what somebody keeps for fewer people. Raises PersonRefusal,
    with the field concerned: nothing is changed then.
    """
    own = by is not None and by.pk == person.pk
    if by is not None and not own and not by.is_admin:
        raise PersonRefusal(_("You may not change this."))
    cleaned = {name: cleaned_values(BY_NAME[name], one.value) for name, one in given.items()}
    kept: dict[str, list[Detail]] = {name: [] for name in given}
    for row in Detail.objects.filter(person=person, field__in=list(given)).order_by("position"):
        kept[row.field].append(row)
    changed = [
        name
        for name, values in cleaned.items()
        if _write(person, BY_NAME[name], values, _scope(name, given[name], kept[name], own), kept)
    ]
    if changed:
        emit(Fact("person_changed", actor=by, person=person, payload={"changed": changed}))
    return changed


def _scope(name: str, given: Given, kept: list[Detail], own: bool) -> str:
    before = kept[0].scope if kept else BY_NAME[name].scope
    if not own or not given.scope:
        return before
    if given.scope not in Scope.values:
        raise PersonRefusal(_("Choose one of the values offered."), f"see_{name}")
    return given.scope


def _write(
    person: Person, said: Said, values: list[str], scope: str, kept: Mapping[str, list[Detail]]
) -> bool:
    before = [(row.value, row.scope) for row in kept[said.name]]
    if before == [(value, scope) for value in values]:
        return False
    Detail.objects.filter(person=person, field=said.name).delete()
    # Somebody may keep for fewer people a row that ``by`` is not shown: hers stays.
    Detail.objects.bulk_create(
        (
            Detail(
                person=person,
                field=said.name,
                position=place,
                value=value,
                folded=fold(value)[:200],
                scope=scope,
            )
            for place, value in enumerate(values)
        ),
        ignore_conflicts=True,
    )
    return True


def cleaned_values(said: Said, value: str) -> list[str]:
    """A field's values as they are kept: none, one, or several words.

    Raises PersonRefusal with the field's name.
    """
    if said.kind == "words":
        return _words(said, value)
    text = clean(value, said.most + 1).strip() if said.kind == "text" else clean_line(value, 400)
    if not text:
        return []
    if said.kind == "day":
        return [_day(text)]
    if len(text) > said.most:
        raise PersonRefusal(_("At most %(most)s signs: shorten it.") % {"most": said.most},
                            said.name)  # fmt: skip
    if said.kind == "phone" and not PHONE.fullmatch(text):
        raise PersonRefusal(_("This is not a phone number. Example: 04 00 00 12 41."), said.name)
    return [text]


def _words(said: Said, value: str) -> list[str]:
    words = unique(clean_line(word, WORD + 1) for word in re.split(r"[,;\n]", value))
    if any(len(word) > WORD for word in words):
        raise PersonRefusal(
            _("At most %(most)s signs each: separate them with commas.") % {"most": WORD},
            said.name,
        )
    if len(words) > said.most:
        raise PersonRefusal(
            _("At most %(most)s: keep those one would look for.") % {"most": said.most}, said.name
        )
    return words


def unique(words: Iterable[str]) -> list[str]:
    """Words without the empty ones, each once however it is spelt, in their order."""
    return list({fold(word): word for word in reversed(list(words)) if word}.values())[::-1]


def _day(text: str) -> str:
    """« 7/3 » as it is kept: « 03-07 », month first, so that days sort."""
    found = _DAY.fullmatch(text)
    if found:
        day, month = int(found[1]), int(found[2])
        try:
            return date(LEAP, month, day).strftime("%m-%d")
        except ValueError:
            pass
    raise PersonRefusal(_("Write a day and a month. Example: 7/3."), "birthday")


def day_written(kept: str) -> str:
    """A birthday as its form shows it: « 7/3 »."""
    month, _dash, day = kept.partition("-")
    return f"{int(day)}/{int(month)}" if day else ""
