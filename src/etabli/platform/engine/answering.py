"""Behaviour ``answerable``: an answer, and the one retained, move the item on."""

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.behaviours import Answerable
from etabli.platform.engine.registry import apps
from etabli.platform.engine.writing.envelope import conclude
from etabli.platform.engine.writing.moving import take
from etabli.platform.events.log import Fact, on


@on("commented")
def first_answer(fact: Fact) -> None:
    """Somebody else than the author said something: the item has answers."""
    app, answerable = _answerable(fact)
    if app is None or answerable is None or fact.actor.pk == fact.item.author_id:
        return
    if answerable.answered and fact.item.state == app.first_state:
        _go(app, fact, answerable.answered)


@on("accepted")
def settled(fact: Fact) -> None:
    """An answer was retained."""
    app, answerable = _answerable(fact)
    if app and answerable and answerable.accepted and fact.item.state != answerable.accepted:
        _go(app, fact, answerable.accepted)


@on("unaccepted")
def unsettled(fact: Fact) -> None:
    """The retained answer was taken back: the item has answers again."""
    app, answerable = _answerable(fact)
    if app and answerable and answerable.answered and fact.item.state == answerable.accepted:
        _go(app, fact, answerable.answered)


def _answerable(fact: Fact) -> tuple[App | None, Answerable | None]:
    app = apps().get(fact.item.app)
    return app, app.behaviours.answerable if app else None


def _go(app: App, fact: Fact, to: str) -> None:
    # Comments move the item's activity behind the back of the record in memory.
    fact.item.refresh_from_db(fields=["version", "state"])
    payload = {"from": fact.item.state, "to": to, "move": ""}
    take(app, fact.item, to, {}, by=fact.actor)
    conclude(app, fact.item, Fact("moved", actor=fact.actor, item=fact.item, payload=payload))
