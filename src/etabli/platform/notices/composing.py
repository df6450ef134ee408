"""The words of a letter of notices, found as it leaves, under its reader's rights of then."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.lib.text import excerpt
from etabli.platform.access.models import Audience
from etabli.platform.db.identity import acting
from etabli.platform.mail.making import Made, NotNow, made_by
from etabli.platform.mail.models import Letter
from etabli.platform.mail.writing import Entry, Part, Words
from etabli.platform.notices.models import Kind, Notice, Pace
from etabli.platform.notices.reading import Bundle, bundles_of, notices_for
from etabli.platform.notices.rhythm import clock_of, rhythm_of
from etabli.platform.notices.unsubscribing import token_for
from etabli.platform.notices.wording import lines_of
from etabli.platform.people.models import Person
from etabli.platform.signin.addresses import absolute

ENTRIES = 40
QUOTES, QUOTED = 3, 400


@made_by("notices")
def compose(letter: Letter) -> Made | None:
    """The letter, or None: all was read or silenced meanwhile, or may be seen no more."""
    person = letter.person
    assert person is not None
    with acting(person), translation.override(person.language):
        rhythm, now = rhythm_of(person.pk), timezone.now()
        peace = clock_of(rhythm).peace_ends(now)
        if peace > now and not letter.about["urgent"]:
            raise NotNow(peace)
        never = [kind for kind in Kind.values if rhythm.pace(kind) == Pace.NEVER]
        bundles = _bundles(letter.about["notices"], person, never)
        if not bundles:
            return None
        with timezone.override(clock_of(rhythm).zone):
            open_to_all = _open_to_all(bundles)
            said = _one if letter.about["form"] == "one" else _digest
            kinds = {notice.kind for bundle in bundles for notice in bundle.notices}
            stop = absolute(reverse("notices:unsubscribe", args=[token_for(person.pk, [*kinds])]))
            words = said(bundles, open_to_all, stop)
    return Made(words, person.language, _headers(letter, bundles, stop))


def _bundles(ids: Iterable[int], person: Person, never: Sequence[str]) -> list[Bundle]:
    fresh = notices_for(person).filter(pk__in=list(ids), read_at=None).exclude(kind__in=never)
    related = fresh.select_related("actor", "item__space", "comment", "space")
    found = bundles_of(related.order_by("-at", "-pk"), person)
    return [bundle for bundle in found if not bundle.muted]


def _headers(letter: Letter, bundles: Sequence[Bundle], stop: str) -> dict[str, str]:
    """One-click unsubscription (RFC 8058), and what puts letters about one thing together."""
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    if letter.about["form"] == "one" and bundles[0].item:
        headers["References"] = f"<{bundles[0].item.uid}@{_host()}>"
    return headers


def _host() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2]


def _open_to_all(bundles: Iterable[Bundle]) -> set[int]:
    """The audiences, among those of these things, that hold the whole house: a letter may
    show their words. What is for fewer people stays in the network.
    """
    named = {pk for bundle in bundles for pk in _audiences(bundle)}
    return set(Audience.objects.filter(pk__in=named, everyone=True).values_list("pk", flat=True))


def _audiences(bundle: Bundle) -> set[int]:
    comments = {one.comment.audience_id for one in bundle.notices if one.comment}
    return comments | {bundle.item.audience_id if bundle.item else bundle.space.readers_id}


def _one(bundles: Sequence[Bundle], open_to_all: set[int], stop: str) -> Words:
    bundle = bundles[0]
    button = (_("Open"), absolute(bundle.url))
    if not _audiences(bundle) <= open_to_all:
        return Words(
            subject=_("Something new for you"),
            lines=(
                _("Something new awaits you in a place for fewer people. Its words stay there."),
            ),
            button=button,
            links=_links(stop),
        )
    entry = _entry(bundle, quotes=QUOTES)
    subject = f"{lines_of(bundle)[0].words} · {entry.title}"
    parts = (Part("", (entry,)),)
    return Words(subject=subject, lines=(), parts=parts, button=button, links=_links(stop))


def _digest(bundles: Sequence[Bundle], open_to_all: set[int], stop: str) -> Words:
    count = len(bundles)
    subject = ngettext("%(n)s thing concerns you", "%(n)s things concern you", count)
    shown = bundles[:ENTRIES]
    parts = [
        Part(str(kind.label), tuple(_in_digest(one, open_to_all) for one in group))
        for kind in Kind
        if (group := [bundle for bundle in shown if _kind(bundle) == kind])
    ]
    more = ngettext("And %(n)s other.", "And %(n)s others.", count - len(shown))
    return Words(
        subject=subject % {"n": count},
        lines=(),
        parts=tuple(parts),
        button=(_("Read all the notices"), absolute(reverse("notices:inbox"))),
        notes=(more % {"n": count - len(shown)},) if count > len(shown) else (),
        links=_links(stop),
    )


def _kind(bundle: Bundle) -> str:
    """The strongest kind of a bundle."""
    kinds = {notice.kind for notice in bundle.notices}
    return next(kind for kind in Kind.values if kind in kinds)


def _in_digest(bundle: Bundle, open_to_all: set[int]) -> Entry:
    if _audiences(bundle) <= open_to_all:
        return _entry(bundle)
    return Entry(_("Something new, in a place for fewer people"), absolute(bundle.url))


def _entry(bundle: Bundle, quotes: int = 0) -> Entry:
    title = bundle.item.title if bundle.item else bundle.space.name
    lines = (f"{line.words}, {line.why}" if line.why else line.words for line in lines_of(bundle))
    said = [one for one in reversed(bundle.notices) if one.comment and one.comment.text]
    return Entry(
        title,
        absolute(bundle.url),
        tuple(lines),
        tuple(_quote(notice) for notice in said[-quotes:] if quotes),
    )


def _quote(notice: Notice) -> tuple[str, str]:
    assert notice.comment is not None
    name = notice.actor.name if notice.actor else ""
    return name, excerpt(notice.comment.text, QUOTED)


def _links(stop: str) -> tuple[tuple[str, str], ...]:
    settled = absolute(reverse("notices:rhythm"))
    return ((_("Choose what comes by mail"), settled), (_("No more of these letters"), stop))
