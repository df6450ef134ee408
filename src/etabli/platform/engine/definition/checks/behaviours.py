"""Behaviours that need something else, and what tests and measures name."""

from collections.abc import Iterator

from etabli.platform.engine.definition.behaviours import Attendable, Reviewable, Schedulable
from etabli.platform.engine.definition.checks.acknowledging import check_when
from etabli.platform.engine.definition.checks.rights import principals_of
from etabli.platform.engine.definition.checks.words import unknown
from etabli.platform.engine.definition.faults import Fault
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.trials import OUTCOMES, VERBS


def check_behaviours(app: Definition) -> Iterator[Fault]:
    """What a behaviour names is there."""
    on = app.behaviours
    if on.schedulable:
        yield from _check_dates(app, on.schedulable)
    yield from _check_repeats(app)
    for name in on.publishable.on if on.publishable else ():
        if name not in {"created", *app.states}:
            yield unknown(name, ["created", *app.states], ("behaviours", "publishable", "on"))
    if on.answerable:
        yield from _check_answers(app)
    if on.reviewable:
        yield from _check_review(app, on.reviewable)
    for name, kept in (("reviewable", on.reviewable), ("versioned", on.versioned)):
        if kept and kept.when is not None:
            yield from check_when(app, kept.when, ("behaviours", name, "when"))
    if on.attendable:
        yield from _check_attending(app, on.attendable)
    if on.versioned and on.versioned.read_again and on.acknowledgeable is None:
        yield Fault(
            ("behaviours", "versioned", "read_again"),
            "Personne ne dit ici avoir lu : ajoutez « acknowledgeable: {} ».",
            "Nobody says here that they have read: add “acknowledgeable: {}”.",
        )


DATES = {
    "period": ("period",),
    "starts": ("date", "datetime"),
    "ends": ("date", "datetime"),
    "all_day": ("boolean",),
    "repeats": ("recurrence",),
}
"""The types of field that give an item each of its dates."""


def _check_dates(app: Definition, on: Schedulable) -> Iterator[Fault]:
    place = ("behaviours", "schedulable")
    for key, kinds in DATES.items():
        uid = getattr(on, key)
        if uid is None:
            continue
        field = app.fields.get(uid)
        if field is None or field.kind not in kinds:
            known = [name for name, one in app.fields.items() if one.kind in kinds]
            yield unknown(uid, known, (*place, key))
        elif field.read is not None:
            yield Fault(
                (*place, key),
                "Les dates de la fiche sont lues par tous ceux qui la voient : "
                f"« {field.uid} » est réservé.",
                f"Whoever sees the item reads its dates: “{field.uid}” is restricted.",
            )
    if on.period is not None and on.starts is not None:
        yield Fault(
            (*place, "starts"),
            "Les dates viennent de « period » ou de « starts », pas des deux.",
            "The dates come from “period” or from “starts”, not from both.",
        )
    if on.repeats is not None and not on.dated:
        yield Fault(
            (*place, "repeats"),
            "Ce qui se répète a une date : dites « starts » ou « period ».",
            "What comes again has a date: say “starts” or “period”.",
        )
    for key in ("ends", "all_day"):
        if getattr(on, key) is not None and on.starts is None:
            yield Fault(
                (*place, key),
                f"« {key} » va avec « starts » : dites quel champ donne le début.",
                f"“{key}” goes with “starts”: say which field gives the beginning.",
            )


def _check_repeats(app: Definition) -> Iterator[Fault]:
    scheduled = app.behaviours.schedulable
    for uid, field in app.fields.items():
        named = scheduled is not None and scheduled.repeats == uid
        if field.kind == "recurrence" and not named and not field.retired:
            yield Fault(
                ("fields", uid),
                f"Rien ne se répète ainsi : dites « schedulable: {{repeats: {uid}}} ».",
                f"Nothing comes again by it: say “schedulable: {{repeats: {uid}}}”.",
            )


def _check_attending(app: Definition, on: Attendable) -> Iterator[Fault]:
    place = ("behaviours", "attendable")
    scheduled = app.behaviours.schedulable
    if scheduled is None or not scheduled.dated:
        yield Fault(
            place,
            "On vient à ce qui a une date : ajoutez « schedulable: {starts: … } ».",
            "People come to what has a date: add “schedulable: {starts: … }”.",
        )
    named: dict[str, tuple[str, ...]] = dict.fromkeys(on.who, ("person", "people"))
    named |= {on.places: ("number",)} if on.places else {}
    for uid, kinds in named.items():
        field = app.fields.get(uid)
        if field is None or field.kind not in kinds or field.read is not None:
            known = [name for name, one in app.fields.items() if one.kind in kinds and not one.read]
            yield unknown(uid, known, (*place, "places" if uid == on.places else "who"))


def _check_review(app: Definition, on: Reviewable) -> Iterator[Fault]:
    dates = [uid for uid, field in app.fields.items() if field.kind == "date"]
    if on.on is not None and on.on not in dates:
        yield unknown(on.on, dates, ("behaviours", "reviewable", "on"))
    elif on.on is not None and app.fields[on.on].read is not None:
        yield Fault(
            ("behaviours", "reviewable", "on"),
            f"Tous voient si la fiche est à revoir : « {on.on} » est réservé.",
            f"Everybody sees whether the item is to be reviewed: “{on.on}” is restricted.",
        )
    if on.warn >= on.every:
        yield Fault(
            ("behaviours", "reviewable", "warn"),
            "La fiche serait toujours à revoir bientôt. Écrivez moins que « every ».",
            "The item would always be to review soon. Write less than “every”.",
        )


def _check_answers(app: Definition) -> Iterator[Fault]:
    if app.behaviours.commentable is None:
        yield Fault(
            ("behaviours", "answerable"),
            "Les réponses sont des commentaires : ajoutez « commentable: {} ».",
            "Answers are comments: add “commentable: {}”.",
        )
    for key in ("answered", "accepted"):
        state = getattr(app.behaviours.answerable, key)
        if state is not None and state not in app.states:
            yield unknown(state, app.states, ("behaviours", "answerable", key))


def check_measures(app: Definition) -> Iterator[Fault]:
    """A time is measured in a state that is there."""
    for uid, measure in app.measures.items():
        function, state = measure.time
        if function in ("time_in", "time_to") and state not in app.states:
            yield unknown(state, app.states, ("measures", uid, "median"))
        if function == "time_to_answer" and app.behaviours.commentable is None:
            yield Fault(
                ("measures", uid, "median"),
                "Sans commentaires il n’y a pas de réponse à attendre.",
                "Without comments there is no answer to wait for.",
            )


def check_trials(app: Definition) -> Iterator[Fault]:
    """Tests name people, acts and outcomes that are there."""
    people = [*principals_of(app), "outsider"]
    acts = [*VERBS, *app.moves]
    outcomes = [*OUTCOMES, *app.states]
    for at, trial in enumerate(app.tests):
        if trial.who not in people:
            yield unknown(trial.who, people, ("tests", at, "as"))
        if trial.do is not None and trial.do not in acts:
            yield unknown(trial.do, acts, ("tests", at, "do"))
        if trial.expect not in outcomes:
            yield unknown(trial.expect, outcomes, ("tests", at, "expect"))
        if trial.state is not None and trial.state not in app.states:
            yield unknown(trial.state, app.states, ("tests", at, "state"))
        for name in trial.values:
            if name not in app.fields and name not in ("assignee", "due"):
                yield unknown(name, app.fields, ("tests", at, "with", name))
