"""Deciding in the place of somebody who is away, for those days and no longer."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from etabli.lib.richtext import from_markdown
from etabli.platform.access.audiences import audience_of, one
from etabli.platform.access.delegating import (
    DelegationRefusal,
    delegate,
    turn_over,
    withdraw,
)
from etabli.platform.access.models import Delegation
from etabli.platform.awaited.delegated import let_them_in
from etabli.platform.awaited.models import Awaiting
from etabli.platform.awaited.waiting import waiting_for
from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import get
from etabli.platform.engine.rights import can, explain, rows_where
from etabli.platform.engine.writing import Refusal, move
from etabli.platform.events.models import Event
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Item, ItemPart, Revision
from etabli.platform.people.leaving import deactivate
from etabli.platform.people.models import Person
from etabli.platform.spaces.settling import switch_apps

DAY = timedelta(days=1)
PERIOD = {"start": "2027-03-01", "end": "2027-03-05"}

ORDERS = """\
app: orders
version: 1.0.0
name: {fr: {one: Commande, other: Commandes}, en: {one: Order, other: Orders}}
icon: receipt
family: requests
outcome: {fr: Une dépense est décidée, en: An expense is decided}
fields:
  title: {type: text, required: true, name: {fr: Quoi, en: What}}
  approver: {type: person, required: true, name: {fr: Qui décide, en: Who decides}}
states:
  asked: {name: {fr: Demandée, en: Asked}, awaits: {who: approver, to: decide}}
  agreed: {name: {fr: Accordée, en: Agreed}, final: true}
moves:
  agree: {name: {fr: Accorder, en: Agree}, from: asked, to: agreed, who: [approver]}
may:
  create: [member]
  view: [author, approver]
  edit: [author, approver]
"""


@pytest.fixture
def leave(world):
    """Ben asks for leave: Ana, his manager, decides."""
    return world.make("leave", world.roads, world.ben, period=PERIOD, kind="family", note="Noces")


@pytest.fixture
def order(tmp_path, settings_of, world):
    """Ben asks Ana, whom he names, to decide."""
    folder = tmp_path / "more" / "orders"
    folder.mkdir(parents=True)
    (folder / "app.yaml").write_text(ORDERS, encoding="utf-8")
    settings_of(KIT_FOLDERS=[*settings_of.kit, str(folder.parent)])
    with acting(world.ana):
        switch_apps(world.roads, ["orders"], by=world.ana)
    return world.make("orders", world.roads, world.ben, title="Sel", approver=world.ana.pk)


def given(world, to, starts=0, ends=2):
    today = timezone.localdate()
    with acting(world.ana):
        made = delegate(to, today + starts * DAY, today + ends * DAY, by=world.ana)
    world.forget()
    return made


def to_decide(world, person) -> set[int]:
    world.forget()
    with acting(person):
        return {row.item_id for row in waiting_for(person, act="decide")}


def seen(world, item, person) -> bool:
    """What the second wall says, without any filter."""
    world.forget()
    with acting(person):
        return Item.objects.filter(pk=item.pk).exists()


def test_whoever_stands_in_sees_decides_and_is_awaited(leave, order, world, browse):
    for item in (leave, order):
        assert not seen(world, item, world.dan)
    given(world, world.dan)
    assert to_decide(world, world.dan) == {leave.pk, order.pk}
    assert to_decide(world, world.ana) == {leave.pk, order.pk}
    page = browse(world.dan).get("/").content.decode()
    assert "par délégation de Ana Diaz" in page
    assert (
        "par délégation de Ana Diaz"
        in browse(world.dan).get(f"/fiches/{order.uid}/").content.decode()
    )
    with acting(world.dan):
        assert ItemPart.objects.filter(item=leave).exists()
        move(order, "agree", {}, by=world.dan)
    trail = Revision.objects.get(item=order, verb="moved")
    assert trail.actor_id == world.dan.pk
    assert trail.patch["@acting_for"] == [None, world.ana.pk]
    shown = browse(world.ben).get(f"/fiches/{order.uid}/historique/").content.decode()
    assert "par délégation de Ana Diaz" in shown


def test_the_reason_is_explained(leave, order, world):
    with acting(world.dan):
        assert explain(world.dan, "edit", order).rule == "unseen"
    given(world, world.dan)
    with acting(world.dan):
        found = explain(world.dan, "edit", order)
        assert (found.granted, found.rule, found.acting_for) == (True, "approver", world.ana.pk)
    with acting(world.ana):
        assert explain(world.ana, "edit", order).acting_for is None


def test_lists_say_what_python_says(leave, order, world):
    given(world, world.dan)
    for person in (world.ana, world.ben, world.chloe, world.dan):
        for item in (leave, order):
            app = get(item.app)
            with acting(person):
                row = Item.objects.filter(
                    rows_where(app, app.may.edit, item.space, person), pk=item.pk
                )
                assert row.exists() == can(person, "edit", item), (person, item)


def test_nobody_decides_on_what_she_asked_herself(leave, order, world):
    given(world, world.ben)
    assert to_decide(world, world.ben) == set()
    with acting(world.ben):
        assert not explain(world.ben, "delete", Item.objects.get(pk=order.pk)).acting_for
        with pytest.raises(Refusal):
            move(Item.objects.get(pk=order.pk), "agree", {}, by=world.ben)


def test_it_begins_and_ends_on_its_days(leave, order, world):
    given(world, world.dan, starts=1, ends=2)
    assert not seen(world, leave, world.dan)
    now = timezone.now()
    with time_machine.travel(now + DAY, tick=True):
        assert turn_over() == 1
        assert turn_over() == 0
        assert seen(world, leave, world.dan)
    with time_machine.travel(now + 3 * DAY, tick=True):
        world.forget()
        with acting(world.dan):
            assert not can(world.dan, "edit", order)
        assert turn_over() == 1
        for item in (leave, order):
            assert not seen(world, item, world.dan)
        assert to_decide(world, world.dan) == set()


def test_taken_back_it_ends_at_once(leave, order, world, browse):
    made = given(world, world.dan)
    dan, ana = browse(world.dan), browse(world.ana)
    assert dan.post(f"/moi/delegations/{made.uid}/retrait/").status_code == 404
    assert ana.post(f"/moi/delegations/{made.uid}/retrait/").status_code == 302
    assert dan.get(f"/fiches/{leave.uid}/").status_code == 404
    assert not seen(world, order, world.dan)


def test_it_follows_managers_and_ends_with_those_who_leave(leave, world):
    given(world, world.dan)
    Person.objects.filter(pk=world.ben.pk).update(manager=world.chloe)
    assert not seen(world, leave, world.dan)
    Person.objects.filter(pk=world.ben.pk).update(manager=world.ana)
    assert seen(world, leave, world.dan)
    with acting(world.chloe):
        deactivate(world.dan, by=world.chloe)
    assert not Delegation.objects.filter(active=True).exists()
    Person.objects.filter(pk=world.dan.pk).update(active=True)
    assert not seen(world, leave, world.dan)


def test_what_was_delegated_is_not_handed_on(leave, world):
    given(world, world.dan)
    today = timezone.localdate()
    with acting(world.dan):
        delegate(world.chloe, today, today + DAY, by=world.dan)
    assert seen(world, leave, world.dan)
    assert not seen(world, leave, world.chloe)


def test_nothing_else_of_hers_is_seen(world):
    private = world.make("tasks", world.vault, world.ana, title="Coffre")
    given(world, world.dan)
    assert not seen(world, private, world.dan)


def test_only_the_giver_gives(world, browse):
    today = timezone.localdate()
    for to, starts, ends in (
        (None, today, today),
        (world.guy, today, today),
        (world.ana, today, today),
        (world.dan, today, today - DAY),
        (world.dan, today - 9 * DAY, today - DAY),
        (world.dan, today, today + timedelta(days=500)),
    ):
        with acting(world.ana), pytest.raises(DelegationRefusal):
            delegate(to, starts, ends, by=world.ana)
    given(world, world.dan)
    with acting(world.ana), pytest.raises(DelegationRefusal):
        delegate(world.dan, today, today, by=world.ana)
    with acting(world.dan), pytest.raises(DelegationRefusal):
        withdraw(Delegation.objects.get(), by=world.dan)
    with acting(world.dan):
        assert Delegation.objects.update(ends_on=today + timedelta(days=99)) == 0
    with acting(world.chloe):
        assert not Delegation.objects.exists()
    assert browse(world.guy).get("/moi/delegations/").status_code == 404


def test_it_is_given_in_ones_own_settings_and_leave_proposes_it(leave, world, browse):
    ana, today = browse(world.ana), timezone.localdate()
    sent = {"taker": str(world.dan.uid), "starts_on": str(today), "ends_on": ""}
    assert "Choisissez un jour" in ana.post("/moi/delegations/", sent).content.decode()
    assert ana.post("/moi/delegations/", {**sent, "ends_on": str(today + DAY)}).status_code == 302
    assert "Dan Weiss" in ana.get("/moi/delegations/").content.decode()
    assert "Ana Diaz" in browse(world.dan).get("/moi/delegations/").content.decode()
    assert "Vous serez" not in browse(world.ben).get("/moi/delegations/").content.decode()
    with acting(world.ana):
        move(Item.objects.get(pk=leave.pk), "approve", {}, by=world.ana)
    page = browse(world.ben).get("/moi/delegations/").content.decode()
    assert "?du=2027-03-01&amp;au=2027-03-05" in page


def test_what_awaited_her_before_is_shared_too(order, world):
    before = audience_of([one(world.ana.pk), one(world.ben.pk)])
    Awaiting.objects.filter(item=order).update(who=audience_of([one(world.ana.pk)]))
    Item.objects.filter(pk=order.pk).update(audience=before)
    given(world, world.dan)
    assert not seen(world, order, world.dan)
    let_them_in(Event.objects.get(verb="delegated"))
    assert seen(world, order, world.dan)
    assert to_decide(world, world.dan) == {order.pk}


def test_the_author_of_a_question_delegates_nothing_and_it_stays_with_its_space(world):
    item = world.make("questions", world.roads, world.ana, title="Quel sable ?")
    before = item.audience_id
    with acting(world.ben):
        comment(item, from_markdown("Du fin."), by=world.ben)
    item.refresh_from_db()
    assert (item.state, item.audience_id) == ("answered", before)
