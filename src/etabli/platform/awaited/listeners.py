"""What waits is settled in the transaction of whatever changed it."""

from etabli.platform.awaited.computing import answered, await_answer, settle_awaiting
from etabli.platform.engine.registry import apps
from etabli.platform.events.log import Fact, on


@on("created", "edited", "moved", "assigned", "trashed", "restored", "accepted", "unaccepted")
def settle(fact: Fact) -> None:
    settle_awaiting(fact.item)


@on("created", "edited", "commented", "comment_edited")
def await_the_mentioned(fact: Fact) -> None:
    app = apps().get(fact.item.app)
    if app is None or app.behaviours.mentionable is None:
        return
    for person_id in fact.payload.get("mentioned", ()):
        if person_id != fact.actor.pk:
            await_answer(fact.item, person_id, fact.comment)


@on("commented", "reacted", "moved")
def thank_the_mentioned(fact: Fact) -> None:
    answered(fact.item, fact.actor.pk)
