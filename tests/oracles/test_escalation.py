"""Nobody gives, or takes away, a role above her own."""

from etabli.platform.spaces.models import Membership, Rank
from tests.world import World


def test_an_animator_does_not_unseat_an_owner(world: World, browse) -> None:
    seat = Membership.objects.get(space=world.council, person=world.ben)
    Membership.objects.create(space=world.council, person=world.chloe, rank=Rank.OWNER)
    seat.rank = Rank.ANIMATOR
    seat.save()
    members = f"/espaces/{world.council.uid}/membres/"
    ben = browse(world.ben)
    ben.post(f"{members}{world.ana.uid}/", {"rank": "10"})
    ben.post(f"{members}{world.ana.uid}/", {"rank": ""})
    ben.post(members, {"person": str(world.ana.uid), "rank": "30"})
    ben.post(f"{members}{world.ben.uid}/", {"rank": "50"})
    ranks = dict(Membership.objects.filter(space=world.council).values_list("person__name", "rank"))
    assert ranks["Ana Diaz"] == Rank.OWNER
    assert ranks["Ben Roy"] == Rank.ANIMATOR


def test_a19_a_form_takes_only_what_it_asks(world: World, browse) -> None:
    """Mass assignment: columns that no form asks for stay as they are."""
    task = world.make("tasks", world.roads, world.ana, title="Plan")
    more = {
        "title": "Plan 2", "version": task.version, "space": str(world.vault.uid),
        "space_id": world.vault.pk, "author": str(world.ben.uid), "author_id": world.ben.pk,
        "audience": 1, "audience_id": 1, "state": "done", "created_at": "2001-01-01",
        "app": "leave",
        "number": "X-1", "trashed_at": "2001-01-01", "published": "true", "origin": "x",
    }  # fmt: skip
    assert browse(world.ana).post(f"/fiches/{task.uid}/modifier/", more).status_code == 302
    before = (task.space_id, task.author_id, task.audience_id, task.state, task.app, task.number)
    task.refresh_from_db()
    after = (task.space_id, task.author_id, task.audience_id, task.state, task.app, task.number)
    assert after == before
    assert task.title == "Plan 2"
    assert not task.trashed and task.origin is None
    own = {"role": "admin", "is_admin": "1", "kind": "guest", "active": "0", "name": "Ana Reine"}
    browse(world.ana).post("/moi/", {**own, "bio": "Bonjour"})
    world.ana.refresh_from_db()
    assert (world.ana.is_admin, world.ana.kind, world.ana.name) == (False, "person", "Ana Diaz")
    assert world.ana.active and world.ana.details.get(field="bio").value == "Bonjour"
