"""Somebody brought in from elsewhere is invited, and comes in as herself."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from etabli.platform.people.models import Account, Person
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.signin.invitations import invite_known
from etabli.platform.signin.models import Invitation
from etabli.platform.spaces.models import Membership, Rank
from tests.signin.conftest import path_in
from tests.world import World

Mailbox = Callable[[], list[EmailMultiAlternatives]]
Browse = Callable[[Person], Client]
LISTED = "/invitations/personnes/"
COMES = {"name": "Irène Sol", "password": "une longue phrase à moi"}


@pytest.fixture
def irene(world: World) -> Person:
    """Brought in with what she wrote in Council, without an account."""
    person = Person.objects.create(name="Irene Sol", origin="slack:U1")
    Membership.objects.create(space=world.council, person=person, rank=Rank.MEMBER)
    world.make("questions", world.council, person, title="Qui a la clé ?")
    return person


def test_her_page_invites_her_and_what_she_wrote_is_hers(
    world: World, browse: Browse, mailbox: Mailbox, irene: Person
) -> None:
    chloe, address = browse(world.chloe), f"/personnes/{irene.uid}/invitation/"
    assert address in chloe.get(f"/personnes/{irene.uid}/").content.decode()
    sent = chloe.post(address, {f"email-{irene.uid}": "irene@montreval.test"})
    assert sent["Location"] == f"/personnes/{irene.uid}/"
    letter = mailbox()[-1]
    assert letter.to == ["irene@montreval.test"]

    hers = Client()
    assert 'value="Irene Sol"' in hers.get(path_in(letter)).content.decode()
    assert hers.post(path_in(letter), COMES)["Location"] == "/"
    irene.refresh_from_db()
    assert irene.name == "Irène Sol"
    assert Account.objects.get(person=irene).email == "irene@montreval.test"
    assert Person.objects.filter(name="Irène Sol").count() == 1
    assert "Qui a la clé ?" in hers.get(f"/espaces/{world.council.uid}/questions/").content.decode()
    assert address not in chloe.get(f"/personnes/{irene.uid}/").content.decode()
    assert chloe.get(address).status_code == 404


def test_several_at_once_and_a_bad_address_loses_nothing(
    world: World, browse: Browse, mailbox: Mailbox, irene: Person
) -> None:
    jules = Person.objects.create(name="Jules Ray", origin="slack:U2")
    chloe = browse(world.chloe)
    assert LISTED in chloe.get("/personnes/").content.decode()
    first = {f"email-{irene.uid}": "irene@montreval.test", f"email-{jules.uid}": "jules chez lui"}
    page = chloe.post(LISTED, first)
    assert page.status_code == 422
    said = page.content.decode()
    assert "jules chez lui" in said
    assert "Ce n’est pas une adresse" in said
    assert "irene@montreval.test" in said
    assert "Aucune lettre n’est encore partie" in said
    assert not Invitation.objects.exists()
    assert not mailbox()
    assert chloe.post(LISTED, {f"email-{irene.uid}": "irene@montreval.test"}).status_code == 302
    assert chloe.post(LISTED, {f"email-{jules.uid}": "irene@montreval.test"}).status_code == 422
    assert chloe.post(LISTED, {f"email-{jules.uid}": "ana@montreval.test"}).status_code == 422
    assert chloe.post(LISTED, {}).status_code == 422
    assert chloe.post(LISTED, {f"email-{jules.uid}": "jules@montreval.test"}).status_code == 302
    assert "jules@montreval.test" in chloe.get("/invitations/").content.decode()


def test_inviting_again_elsewhere_leaves_one_link(
    world: World, mailbox: Mailbox, irene: Person
) -> None:
    invite_known(irene, "faute@montreval.test", by=None)
    first = path_in(mailbox()[-1])
    invite_known(irene, "irene@montreval.test", by=None)
    second = path_in(mailbox()[-1])
    assert Client().get(first).status_code == 404
    assert Client().post(second, COMES)["Location"] == "/"
    assert "déjà servi" in Client().post(second, COMES).content.decode()


def test_whoever_left_or_has_an_account_is_not_opened_by_a_link(
    world: World, mailbox: Mailbox, irene: Person
) -> None:
    with pytest.raises(PersonRefusal):
        invite_known(world.ben, "autre@montreval.test", by=None)
    invite_known(irene, "irene@montreval.test", by=None)
    path = path_in(mailbox()[-1])
    Person.objects.filter(pk=irene.pk).update(active=False)
    assert "retirée" in Client().post(path, COMES).content.decode()
    assert not Account.objects.filter(person=irene).exists()


def test_only_administrators_invite_them(world: World, browse: Browse, irene: Person) -> None:
    ana = browse(world.ana)
    assert "/invitation/" not in ana.get(f"/personnes/{irene.uid}/").content.decode()
    for address in (LISTED, f"/personnes/{irene.uid}/invitation/"):
        assert ana.get(address).status_code == 404
        assert ana.post(address, {f"email-{irene.uid}": "x@montreval.test"}).status_code == 404
    assert not Invitation.objects.exists()
