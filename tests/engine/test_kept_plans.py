"""Plans that the database keeps say how to look, never what anybody may see."""

from django.db import connection
from django.test import override_settings

from etabli.platform.access.doors import mine_of
from etabli.platform.db.identity import acting
from etabli.platform.engine.screens.items import _one
from etabli.platform.spaces.models import Membership


def kept():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'items_item_one%'")
        return [name for (name,) in cursor.fetchall()]


def found(item, person, mine=None):
    with acting(person, read_only=True):
        return [one.pk for one in _one(uid=item.uid, mine=mine or mine_of(person))]


def test_one_plan_serves_readers_who_may_see_different_things(world):
    secret = world.make("tasks", world.vault, world.ana, title="Coffre")
    for _time in range(8):
        assert found(secret, world.ana) == [secret.pk]
        assert found(secret, world.ben) == []
    assert len(kept()) == 1
    # The second wall alone: Ben, with what Ana may read said in his name.
    assert found(secret, world.ben, mine_of(world.ana)) == []
    assert found(secret, world.ana) == [secret.pk]


def test_a_right_lost_is_lost_for_a_plan_kept_before(world):
    task = world.make("tasks", world.council, world.ana, title="Fiche")
    before = mine_of(world.ben)
    assert found(task, world.ben, before) == [task.pk]
    Membership.objects.filter(space=world.council, person=world.ben).delete()
    assert found(task, world.ben, before) == []
    assert found(task, world.ana) == [task.pk]


@override_settings(KEEPS_PLANS=False)
def test_nothing_is_kept_where_a_pooler_may_stand_between(world):
    task = world.make("tasks", world.roads, world.ana, title="Fiche")
    before = kept()
    assert found(task, world.ana) == [task.pk]
    assert kept() == before


def test_a_plan_is_made_again_for_another_connection(world):
    task = world.make("tasks", world.roads, world.ana, title="Fiche")
    assert found(task, world.ana) == [task.pk]
    connection.close()
    assert found(task, world.ana) == [task.pk]
