"""Notices in words, in the language of whoever reads them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.platform.engine.registry import apps
from etabli.platform.items.models import Reaction
from etabli.platform.notices.models import Notice, Reason
from etabli.platform.notices.reading import Bundle
from etabli.ui.wordings import language, listing

NAMED = 2
LINES = 4


@dataclass(frozen=True)
class Said:
    """One line of a bundle: who did what, and why one is told ('' when the line says it)."""

    words: str
    why: str


def lines_of(bundle: Bundle) -> list[Said]:
    """What a bundle says: one line for each thing done, whoever did it, the strongest first."""
    grouped: dict[tuple[str, str, str], list[Notice]] = {}
    for notice in bundle.notices:
        grouped.setdefault(_sameness(notice), []).append(notice)
    order = list(Reason)
    groups = sorted(grouped.values(), key=lambda group: order.index(Reason(group[0].reason)))
    return [_line(group, bundle) for group in groups[:LINES]]


def names_of(notices: Sequence[Notice]) -> tuple[str, int]:
    """Who did it, in words, and how many they are."""
    people = {one.actor_id: one.actor.name if one.actor else _("Somebody") for one in notices}
    most = NAMED if len(people) == NAMED else 1
    return str(listing(list(people.values()), most)), len(people)


def _sameness(notice: Notice) -> tuple[str, str, str]:
    about = "" if notice.verb == "reacted" else notice.about
    verb = "" if notice.reason in _BY_REASON else notice.verb
    return verb, notice.reason, about


def _line(group: Sequence[Notice], bundle: Bundle) -> Said:
    first = group[0]
    names, count = names_of(group)
    say = _BY_REASON.get(first.reason) or _BY_VERB[first.verb]
    return Said(
        say(group, bundle, count) % {"names": names, **_values(group, bundle)}, _why(first, bundle)
    )


def _values(group: Sequence[Notice], bundle: Bundle) -> dict[str, str]:
    return {
        "state": _state(group[0], bundle),
        "words": _reactions(group),
        "space": bundle.space.name,
    }


def _state(notice: Notice, bundle: Bundle) -> str:
    app = apps().get(bundle.item.app) if bundle.item else None
    state = app.states.get(notice.about) if app else None
    return state.name.say(language()) if state else ""


def _reactions(group: Sequence[Notice]) -> str:
    known = {value: str(label) for value, label in Reaction.Kind.choices}
    return str(listing(dict.fromkeys(known.get(one.about, one.about) for one in group)))


def _why(notice: Notice, bundle: Bundle) -> str:
    if notice.reason == Reason.FOLLOWED:
        return _("you follow it")
    if notice.reason in (Reason.SPACE, Reason.CALLED):
        return _("you are in “%(space)s”") % {"space": bundle.space.name}
    if notice.reason == Reason.ASKED:
        return _("you animate this space")
    app = apps().get(bundle.item.app) if bundle.item else None
    if notice.reason == Reason.NAMED and app is not None:
        return _("“%(app)s” tells you") % {"app": app.plural(language())}
    return ""


Sentence = Callable[[Sequence[Notice], Bundle, int], str]


def _mentioned(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    if group[0].about == "group":
        return ngettext(
            "%(names)s calls a group you are in", "%(names)s call a group you are in", count
        )
    return ngettext("%(names)s mentions you", "%(names)s mention you", count)


def _assigned(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    return ngettext("%(names)s gives it to you to do", "%(names)s give it to you to do", count)


def _awaited(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    return {
        "decide": ngettext(
            "%(names)s awaits your decision", "%(names)s await your decision", count
        ),
        "answer": ngettext("%(names)s awaits your answer", "%(names)s await your answer", count),
        "read": ngettext("%(names)s awaits your reading", "%(names)s await your reading", count),
    }.get(group[0].about) or ngettext("%(names)s counts on you", "%(names)s count on you", count)


def _created(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    return ngettext("%(names)s made this", "%(names)s made this", count)


def _commented(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    if group[0].reason == Reason.YOURS:
        return ngettext("%(names)s answered you", "%(names)s answered you", count)
    return ngettext("%(names)s answered", "%(names)s answered", count)


def _moved(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    return ngettext(
        "%(names)s changed the stage: %(state)s", "%(names)s changed the stage: %(state)s", count
    )


def _handed(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    return ngettext("%(names)s changed who does it", "%(names)s changed who does it", count)


def _accepted(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    if group[0].reason == Reason.YOURS:
        return ngettext("%(names)s retained your answer", "%(names)s retained your answer", count)
    return ngettext("%(names)s retained an answer", "%(names)s retained an answer", count)


def _reacted(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    return ngettext("%(names)s reacted: %(words)s", "%(names)s reacted: %(words)s", count)


def _joined(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    if group[0].about == "role":
        return ngettext("%(names)s changed your role", "%(names)s changed your role", count)
    return ngettext("%(names)s brought you in", "%(names)s brought you in", count)


def _asked(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    return ngettext("%(names)s asks to come in", "%(names)s ask to come in", count)


def _declined(group: Sequence[Notice], bundle: Bundle, count: int) -> str:
    return ngettext("%(names)s declined your request", "%(names)s declined your request", count)


_BY_REASON: dict[str, Sentence] = {
    Reason.MENTION: _mentioned,
    Reason.ASSIGNED: _assigned,
    Reason.AWAITED: _awaited,
    Reason.CALLED: _awaited,
}
_BY_VERB: dict[str, Any] = {
    "created": _created,
    "commented": _commented,
    "moved": _moved,
    "assigned": _handed,
    "accepted": _accepted,
    "reacted": _reacted,
    "joined": _joined,
    "join_asked": _asked,
    "join_declined": _declined,
}
