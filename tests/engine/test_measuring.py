"""Figures on the work: true, shown to those who see it all, silent about few people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from etabli.platform.db.identity import acting
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.measuring import Figure, figures_of
from etabli.platform.engine.registry import get
from etabli.platform.items.models import Comment, Item, Revision
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Membership, Rank
from tests.world import World

NB = "\u00a0"


@pytest.fixture
def busy(world: World) -> World:
    """Eight people each reported an incident in Roads; the first four were solved."""
    now = timezone.now()
    for at in range(8):
        person = Person.objects.create(name=f"Personne {at}")
        Membership.objects.create(space=world.roads, person=person, rank=Rank.MEMBER)
        made = world.make(
            "incidents",
            world.roads,
            person,
            title=f"Fuite {at}",
            place={"label": "Dépôt"},
            severity="minor",
        )
        created = now - timedelta(days=10)
        Item.objects.filter(pk=made.pk).update(created_at=created)
        if at < 4:
            Item.objects.filter(pk=made.pk).update(state="solved")
            _moved(made, world.ana, created + timedelta(hours=12), "new", "planned", 2)
            _moved(made, world.ana, created + timedelta(days=at + 2), "planned", "solved", 3)
    return world


def _moved(item: Item, by: Person, at: object, before: str, after: str, n: int) -> None:
    Revision.objects.create(
        item=item,
        n=n,
        actor=by,
        at=at,
        verb="moved",
        patch={"@state": [before, after]},
        audience_id=item.audience_id,
    )


def _figures(world: World, app: str, person: Person) -> dict[str, Figure]:
    world.forget()
    with acting(person):
        found = figures_of(get(app), world.roads, person, context_for(person))
    return {one.measure.uid: one for one in found}


def test_counts_shares_and_times(busy: World) -> None:
    figures = _figures(busy, "incidents", busy.ben)
    assert figures["solved"].hidden, "only four people reported what was solved"
    assert figures["done"].text == f"50{NB}%"
    assert (figures["done"].percent, figures["done"].reached) == (50, False)
    assert figures["sorted"].text == f"12{NB}h"
    assert figures["sorted"].reached
    assert figures["delay"].text == f"4{NB}jours"
    assert figures["delay"].target == f"5{NB}jours"


def test_few_people_are_not_measured(world: World) -> None:
    world.make("questions", world.roads, world.ana, title="Qui sait ?")
    figures = _figures(world, "questions", world.ben)
    assert figures
    assert all(one.hidden for one in figures.values())


def test_who_sees_only_some_items_sees_no_figure(world: World) -> None:
    assert not _figures(world, "leave", world.ben)
    assert not _figures(world, "incidents", world.guy)


def test_the_first_word_of_somebody_else_is_an_answer(busy: World) -> None:
    people = list(Person.objects.filter(name__startswith="Personne"))
    for person in people:
        made = busy.make("publications", busy.roads, person, title="Bonjour")
        for author, hours in ((person, 1), (busy.ana, 3), (busy.ben, 9)):
            Comment.objects.create(
                item=made,
                author=author,
                text="Vu",
                created_at=made.created_at + timedelta(hours=hours),
                audience_id=made.audience_id,
            )
    assert _figures(busy, "publications", busy.ben)["first_word"].text == f"3{NB}h"


def test_the_help_page_shows_them(busy: World, browse: object) -> None:
    page = browse(busy.ben).get(f"/espaces/{busy.roads.uid}/incidents/aide/")  # type: ignore[operator]
    assert f"50{NB}%" in page.content.decode()
