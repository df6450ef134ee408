"""What waits for a person, ready to be settled in place."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from etabli.lib.text import excerpt
from etabli.lib.wording_numbers import little
from etabli.platform.attending.answering import Answer, answers_of
from etabli.platform.attending.asking import ATTEND
from etabli.platform.awaited.computing import ACKNOWLEDGE, MENTION, REVIEW
from etabli.platform.awaited.models import Awaiting
from etabli.platform.awaited.waiting import Tally, tally_of, waiting_for
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.principal import Principal as Word
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.looking import context_for, preload
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights.asking import standing_for
from etabli.platform.engine.screens.faces import Mark, mark_of
from etabli.platform.engine.screens.feeding import summary_of
from etabli.platform.engine.screens.stepping import Act, acts_of
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.ui.shell import Link

MOST = 7
AWAITED = Word("awaited")
ACTS = {
    "decide": __("To decide"),
    "answer": __("To answer"),
    "do": __("To do"),
    "read": __("To read"),
}


@dataclass(frozen=True)
class Line:
    """One thing that waits: what it is, why it waits for this person, until when, what to do.

    ``to_read``: answers came, among which one is to be retained.
    """

    awaiting: Awaiting
    mark: Mark
    kind: str
    title: str
    url: str
    text: str
    notes: list[str]
    due: datetime | None
    acts: list[Act]
    answer_url: str = ""
    to_read: bool = False


@dataclass(frozen=True)
class Desk:
    """What waits for a person: the first lines, how many in all, and by act."""

    lines: list[Line]
    total: int
    seg: list[Link] = field(default_factory=list)


def desk_of(person: Person, *, act: str = "", most: int = MOST) -> Desk:
    """The desk of a person, all acts or one."""
    rows = waiting_for(person, act=act, most=most)
    counts = tally_of(person).by_act
    total = counts.get(act, 0) if act else sum(counts.values())
    return Desk(lines_of(rows, person), total, _seg(counts, act))


def sentence_of(person: Person) -> str:
    """How much waits, and what presses most: what is late, else due before noon, else today.

    Nothing when nothing waits: the desk itself says so.
    """
    tally = tally_of(person)
    total = tally.total
    if not total:
        return ""
    said = ngettext(
        "%(count)s thing is waiting for you", "%(count)s things are waiting for you", total
    )
    said %= {"count": little(total, person.language)}
    pressing = _pressing(tally, person.language) if total > 1 else ""
    return f"{said[0].upper()}{said[1:]}{pressing}."


def _pressing(tally: Tally, language: str) -> str:
    for count, words in (
        (tally.late, __(", %(count)s of them late")),
        (tally.noon, __(", %(count)s of them by noon")),
        (tally.today, __(", %(count)s of them today")),
    ):
        if count:
            said = str(words) % {"count": little(count, language)}
            return said if count < tally.total else ""
    return ""


def lines_of(rows: list[Awaiting], person: Person) -> list[Line]:
    """The lines of some awaitings; those of apps not in service are left out."""
    context = context_for(person)
    known = apps()
    kept = [row for row in rows if row.item.app in known]
    for uid in {row.item.app for row in kept}:
        preload(context, known[uid], [row.item for row in kept if row.item.app == uid])
    return [_line(known[row.item.app], row, person, context) for row in kept]


def _line(app: App, row: Awaiting, person: Person, context: Context) -> Line:
    item = row.item
    url = f"/fiches/{item.uid}/"
    mentioned = row.step == MENTION
    by = row.comment.author if row.comment else item.author
    name = by.name
    kind = (
        _("%(name)s mentioned you") % {"name": name}
        if mentioned
        else app.label(context.lang)
        if by.pk == person.pk
        else _("%(app)s from %(name)s") % {"app": app.label(context.lang), "name": name}
    )
    text = row.comment.text if row.comment else summary_of(app, item, context)
    acts = [] if mentioned else _acts(app, row, person, context)
    return Line(
        awaiting=row,
        mark=mark_of(app, context.lang),
        kind=kind,
        title=item.title,
        url=url,
        text=excerpt(text, 180),
        notes=[item.space.name, *_standing_in(app, row, person)],
        due=row.due_at,
        acts=acts,
        answer_url=f"{url}#discussion" if _wants_words(row) else "",
        to_read=_to_read(app, row),
    )


def _wants_words(row: Awaiting) -> bool:
    return row.step == MENTION or (row.act == "answer" and row.step != ATTEND)


def _to_read(app: App, row: Awaiting) -> bool:
    """Whether what waits is to choose among answers: nothing is decided without reading them."""
    answerable = app.behaviours.answerable
    return answerable is not None and row.step == answerable.answered


def _acts(app: App, row: Awaiting, person: Person, context: Context) -> list[Act]:
    if row.step == ACKNOWLEDGE:
        url = f"/fiches/{row.item.uid}/lecture/"
        return [Act("read", _("I have read this"), url, icon="check", main=True)]
    if row.step == ATTEND:
        return _answers(app, row.item)
    if row.step == REVIEW:
        url = f"/fiches/{row.item.uid}/validite/"
        return [Act("review", _("Still right"), url, icon="seal-check", main=True)]
    return acts_of(app, row.item, person, context)[:2]


def _answers(app: App, item: Item) -> list[Act]:
    url = f"/fiches/{item.uid}/presence/"
    return [
        Act(answer, str(Answer(answer).label), url, icon="check", main=not at, answer=answer)
        for at, answer in enumerate(answers_of(app))
    ]


def _standing_in(app: App, row: Awaiting, person: Person) -> list[str]:
    giver = standing_for(app, AWAITED, row.item, person) if row.act == "decide" else None
    name = Person.objects.filter(pk=giver).values_list("name", flat=True).first() if giver else None
    return [_("by delegation from %(name)s") % {"name": name}] if name else []


def _seg(counts: dict[str, int], act: str) -> list[Link]:
    total = sum(counts.values())
    links = [Link(_("All"), "/", count=total, current=not act)]
    links += [
        Link(str(label), f"/?voir={uid}", count=counts[uid], current=act == uid)
        for uid, label in ACTS.items()
        if counts.get(uid)
    ]
    return links
