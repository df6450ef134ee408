"""Behaviour ``ballot``: voting, secretly or by name, and the results."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line
from etabli.platform.access.doors import visible_to
from etabli.platform.engine.app import App
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights.asking import can
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.events.log import Fact, on
from etabli.platform.items.models import Ballot, BallotVote, Item, Turnout
from etabli.platform.people.models import Person

WORDS = 500


@dataclass(frozen=True)
class Result:
    """An option, how many chose it, and who, in a ballot that is not secret."""

    option: str
    words: str
    count: int
    voters: Sequence[Person] = ()


@on("created", "edited", "undone", "moved")
def settle_ballot(fact: Fact) -> None:
    """Keep a ballot in step with its item; what people voted on no longer changes.

    Raises Refusal when an edit would change what somebody already voted on.
    """
    item: Item = fact.item
    app = apps().get(item.app)
    if app is None or app.behaviours.ballot is None:
        return
    wanted = _ballot(app, item)
    kept = Ballot.objects.select_for_update().filter(item=item).first()
    if kept is not None and has_votes(kept):
        _refuse_change(app, kept, wanted)
        # What was promised to those who voted is not lowered by a later definition.
        wanted.least = max(wanted.least, kept.least)
    defaults = {
        name: getattr(wanted, name)
        for name in ("secret", "many", "least", "options", "closed", "audience_id")
    }
    Ballot.objects.update_or_create(item=item, defaults=defaults)


def cast(item: Item, chosen: Sequence[str], *, by: Person, words: str = "") -> None:
    """Vote. By name, voting again changes one's vote; a secret vote is given once.

    Nothing goes to the log, which keeps the hour. Raises Refusal with a sentence.
    """
    ballot = Ballot.objects.filter(item=item).select_related("item").first()
    if ballot is None or not can(by, "ballot", item):
        raise Refusal(_("You cannot vote here."))
    if is_closed(ballot, item):
        raise Refusal(_("The vote is closed."))
    wanted = list(dict.fromkeys(chosen))
    if not wanted or not set(wanted) <= set(ballot.options):
        raise Refusal(_("Choose an answer."))
    if len(wanted) > 1 and not ballot.many:
        raise Refusal(_("Choose one answer only."))
    if ballot.secret:
        _cast_secretly(item, wanted, clean_line(words, WORDS))
    else:
        _cast_by_name(ballot, wanted, by)


def voted(ballot: Ballot, person: Person) -> bool:
    """Whether somebody voted; for herself, nobody else is told."""
    rows = Turnout if ballot.secret else BallotVote
    return rows.objects.filter(item=ballot.item_id, person=person).exists()


def choices_of(ballot: Ballot, person: Person) -> set[str]:
    """What somebody chose; nobody knows it of a secret ballot, not even this."""
    rows = BallotVote.objects.filter(item=ballot.item_id, person=person)
    return set() if ballot.secret else set(rows.values_list("option", flat=True))


def voters_of(ballot: Ballot) -> int:
    """How many voted."""
    if ballot.secret:
        return ballot.voters
    rows = BallotVote.objects.filter(item=ballot.item_id)
    return rows.values("person").distinct().count()


def has_votes(ballot: Ballot) -> bool:
    return voters_of(ballot) > 0


def is_closed(ballot: Ballot, item: Item) -> bool:
    """Whether one can no longer vote: the item is in a final state, or past its date."""
    return ballot.closed or (item.due_at is not None and item.due_at <= timezone.now())


def results_of(ballot: Ballot, person: Person) -> list[Result] | None:
    """The results; None while they may not be told.

    Those of a secret ballot are told once it is closed, when enough people voted: seen
    earlier, the change a vote makes would say what it was. The database holds the same.
    """
    if ballot.secret:
        with connection.cursor() as cursor:
            cursor.execute("SELECT option, count FROM items_results(%s)", [ballot.item_id])
            counts = dict(cursor.fetchall())
        return (
            [Result(k, said, counts[k]) for k, said in ballot.options.items()] if counts else None
        )
    rows = visible_to(BallotVote.objects.filter(item=ballot.item_id), person)
    by: dict[str, list[Person]] = {}
    for row in rows.select_related("person").order_by("person__sort_key"):
        by.setdefault(row.option, []).append(row.person)
    return [
        Result(k, said, len(by.get(k, ())), by.get(k, ())) for k, said in ballot.options.items()
    ]


def answers_of(ballot: Ballot) -> list[str]:
    """The words given with the votes of a secret ballot, once its results may be told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT items_sealed_answers(%s)", [ballot.item_id])
        return [row[0] for row in cursor.fetchall()]


def _ballot(app: App, item: Item) -> Ballot:
    on_it = app.behaviours.ballot
    assert on_it is not None
    options = item.data.get(on_it.options) or []
    return Ballot(
        item=item,
        secret=_said(on_it.secret, item),
        many=_said(on_it.many, item),
        least=on_it.least,
        options={row["id"]: row["text"] for row in options},
        closed=item.state in app.final_states,
        audience_id=item.audience_id,
    )


def _said(setting: bool | str, item: Item) -> bool:
    return bool(item.data.get(setting)) if isinstance(setting, str) else setting


def _refuse_change(app: App, kept: Ballot, wanted: Ballot) -> None:
    on_it = app.behaviours.ballot
    assert on_it is not None
    sentence = _("People have voted already: this no longer changes.")
    if any(wanted.options.get(key) != words for key, words in kept.options.items()):
        said = _("People have voted already: answers can be added, no longer changed.")
        raise Refusal(said, {on_it.options: said})
    for key, uid in (("secret", on_it.secret), ("many", on_it.many)):
        if getattr(kept, key) != getattr(wanted, key):
            raise Refusal(sentence, {uid: sentence} if isinstance(uid, str) else None)


def _cast_secretly(item: Item, chosen: list[str], words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT items_cast(%s, %s::text[], %s)", [item.pk, chosen, words])
        if not cursor.fetchone()[0]:
            raise Refusal(
                _("You have voted already. A secret vote is given once: nobody can find it again.")
            )


def _cast_by_name(ballot: Ballot, chosen: list[str], by: Person) -> None:
    BallotVote.objects.filter(item=ballot.item_id, person=by).exclude(option__in=chosen).delete()
    BallotVote.objects.bulk_create(
        (
            BallotVote(
                item_id=ballot.item_id, person=by, option=one, audience_id=ballot.audience_id
            )
            for one in chosen
        ),
        ignore_conflicts=True,
    )
