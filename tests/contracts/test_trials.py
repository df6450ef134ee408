"""The tests that each app carries in its definition, run by the verbs people use."""

from typing import Any

import pytest
from django.http import Http404

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.engine.definition.trials import Trial
from etabli.platform.engine.registry import SHIPPED, get
from etabli.platform.engine.rights import can
from etabli.platform.engine.writing import Refusal, create, edit, move
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Item
from etabli.platform.items.rights import can as may
from etabli.platform.items.trashing import trash
from etabli.platform.people.models import Person
from tests.contracts.cast import Cast, cast_for, sample

APPS = sorted(path.parent.name for path in SHIPPED.glob("*/app.yaml"))


@pytest.mark.parametrize("uid", APPS)
def test_an_app_does_what_its_tests_say(database: str, uid: str) -> None:
    app = get(uid)
    cast = cast_for(app)
    wrong = [said for trial in app.tests if (said := _run(cast, trial))]
    assert not wrong, "\n".join(wrong)


OPPOSITES = {"can_view": "cannot_view", "cannot_view": "can_view", "allowed": "denied"}


def test_trials_can_fail(database: str) -> None:
    cast = cast_for(get("leave"))
    for trial in cast.app.tests:
        opposite = OPPOSITES.get(trial.expect, "cannot_view" if trial.do is None else "denied")
        if trial.expect not in ("denied", "cannot_comment"):
            assert _run(cast, trial.model_copy(update={"expect": opposite})), trial


def _run(cast: Cast, trial: Trial) -> str:
    """Empty when the trial ends as it should; else what happened."""
    actor = cast.on_stage(trial.who)
    if trial.do == "create":
        outcome, state = _create(cast, trial, actor)
    else:
        item = cast.item(trial.state, trial.values)
        actor = cast.on_stage(trial.who)
        if trial.do is None:
            seen = _sees(actor, item, trial.expect)
            return "" if seen else f"{trial}: not so"
        outcome = _do(cast, trial, actor, item)
        state = Item.objects.get(pk=item.pk).state
    happened = outcome if trial.expect in ("allowed", "denied") else state
    if outcome == "denied" and trial.expect != "denied" and trial.expect != trial.state:
        happened = outcome
    return "" if happened == trial.expect else f"{trial}: {outcome}, {state}"


def _create(cast: Cast, trial: Trial, actor: Person) -> tuple[str, str]:
    with acting(actor):
        values = {**sample(cast.app), **cast.values(trial.values, actor)}
        try:
            return "allowed", create(cast.app, cast.space, values, by=actor).state
        except Refusal:
            return "denied", ""


def _sees(actor: Person, item: Item, expect: str) -> bool:
    """Whether somebody can, or cannot, do what is expected."""
    wanted = not expect.startswith("cannot_")
    verb = expect.removeprefix("cannot_").removeprefix("can_")
    with acting(actor):
        found = Item.objects.select_related("space", "author").filter(pk=item.pk).first()
        if found is None or verb == "view":
            return (found is not None) == wanted
        holds = may("comment", found, actor) if verb == "comment" else can(actor, verb, found)
        return holds == wanted


def _do(cast: Cast, trial: Trial, actor: Person, item: Item) -> str:
    with acting(actor):
        found = Item.objects.select_related("space", "author", "assignee").filter(pk=item.pk)
        try:
            _act(cast, trial, actor, found.get())
        except (Refusal, Http404, Item.DoesNotExist):
            return "denied"
    return "allowed"


def _act(cast: Cast, trial: Trial, actor: Person, item: Item) -> None:
    values: dict[str, Any] = cast.values(trial.values, actor)
    if trial.do == "comment":
        comment(item, from_markdown("Voici ce que j’en sais."), by=actor)
    elif trial.do == "edit":
        edit(item, values or sample(cast.app), by=actor)
    elif trial.do == "delete":
        trash(item, by=actor)
    else:
        move(item, str(trial.do), values, by=actor, reason=trial.reason or "")
