"""Whom an item concerns may act on it from outside its space."""

from etabli.platform.items.models import Item
from etabli.platform.people.models import Unit
from etabli.platform.spaces.models import Membership, SpaceApp
from tests.world import World


def test_the_unit_that_keeps_leave_decides_in_a_space_it_is_not_in(world: World, browse) -> None:
    keepers = Unit.objects.get(name="Services techniques")
    SpaceApp.objects.filter(space=world.council, app="leave").update(asks={"keepers": keepers.pk})
    world.dan.unit = keepers
    world.dan.save()
    period = {"start": "2027-03-01", "end": "2027-03-05"}
    made = world.make("leave", world.council, world.ben, period=period, kind="annual")
    approve = f"/fiches/{made.uid}/etapes/approve/"
    dan = browse(world.dan)
    assert dan.post(approve, {"version": made.version}).status_code == 302
    made.refresh_from_db()
    assert made.state == "approved"


def test_a_manager_from_outside_takes_the_item_from_nobody(world: World, browse) -> None:
    """She decides; those who keep leave see the request as before."""
    keepers = Unit.objects.get(name="Mairie")
    SpaceApp.objects.filter(space=world.council, app="leave").update(asks={"keepers": keepers.pk})
    Membership.objects.create(space=world.council, person=world.chloe, rank=50)
    Membership.objects.filter(space=world.council, person=world.ana).delete()
    period = {"start": "2027-03-01", "end": "2027-03-05"}
    made = world.make("leave", world.council, world.ben, period=period, kind="annual")
    refuse = f"/fiches/{made.uid}/etapes/refuse/"
    sent = {"version": made.version, "reason": "Trop de monde"}
    assert browse(world.ana).post(refuse, sent).status_code == 302
    assert Item.objects.get(pk=made.pk).state == "refused"
    assert browse(world.dan).get(f"/fiches/{made.uid}/").status_code == 200
