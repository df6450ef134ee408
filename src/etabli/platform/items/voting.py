"""Supporting an item, once each."""

from dataclasses import dataclass

from etabli.platform.events.log import Fact, emit
from etabli.platform.items.models import Item, Vote
from etabli.platform.items.rights import can, demand
from etabli.platform.people.models import Person


def vote(item: Item, *, by: Person) -> None:
    """Support an item. Doing it twice changes nothing. Raises Http404 when one may not."""
    demand("vote", item, by)
    made = Vote.objects.get_or_create(
        item=item, person=by, defaults={"audience_id": item.audience_id}
    )[1]
    if made:
        emit(Fact("voted", actor=by, item=item))


def unvote(item: Item, *, by: Person) -> None:
    """Support an item no more."""
    demand("vote", item, by)
    if Vote.objects.filter(item=item, person=by).delete()[0]:
        emit(Fact("unvoted", actor=by, item=item))


@dataclass(frozen=True)
class Votes:
    """How many support an item, and whether a person does or may."""

    item: Item
    count: int
    mine: bool
    may_vote: bool


def votes_of(item: Item, person: Person) -> Votes:
    """The support of an item, for one person."""
    voters = set(item.votes.values_list("person_id", flat=True))
    return Votes(item, len(voters), person.pk in voters, can("vote", item, person))
