"""Inviting, accepting, and everything an invitation does not open."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from etabli.platform.db.identity import acting
from etabli.platform.people.leaving import deactivate
from etabli.platform.people.models import Account, Person
from etabli.platform.people.promoting import demote, promote
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.signin.invitations import Terms, invite, resend, revoke
from etabli.platform.signin.models import Invitation
from etabli.platform.spaces.models import Membership, Rank
from tests.signin.conftest import path_in
from tests.signin.test_signing_in import is_in, sign_in
from tests.world import World

Mailbox = Callable[[], list[EmailMultiAlternatives]]
Browse = Callable[..., Client]

NEW = "eva@montreval.test"
COMES = {"name": "Eva Long", "password": "une longue phrase à moi"}


def invited(mailbox: Mailbox, email: str = NEW, *, by: Person | None, **terms: Any) -> str:
    """Invite somebody, and give the path in her letter."""
    if by is None:
        invite(email, Terms(**terms), by=None)
    else:
        with acting(by):
            invite(email, Terms(**terms), by=by)
    return path_in(next(letter for letter in reversed(mailbox()) if letter.to == [email]))


def test_an_administrator_invites_and_the_guest_of_the_day_comes_in(
    world: World, browse: Browse, mailbox: Mailbox
) -> None:
    chloe = browse(world.chloe)
    assert chloe.post("/invitations/", {"email": NEW, "language": "fr"}).status_code == 302
    assert NEW in chloe.get("/invitations/").content.decode()
    letter = mailbox()[-1]
    assert letter.to == [NEW]
    assert "Chloé Petit vous invite" in str(letter.body)
    assert len(letter.alternatives) == 1

    eva = Client()
    page = eva.get(path_in(letter))
    assert NEW in page.content.decode()
    assert eva.post(path_in(letter), COMES)["Location"] == "/"
    assert is_in(eva)
    person = Person.objects.get(name="Eva Long")
    assert (person.kind, person.role) == ("person", "member")
    again = Client()
    assert sign_in(again, NEW, COMES["password"]) == 302
    assert NEW not in chloe.get("/invitations/").content.decode()


def test_an_animator_invites_a_guest_to_one_space(
    world: World, browse: Browse, mailbox: Mailbox
) -> None:
    page = f"/espaces/{world.council.uid}/invitations/"
    ana = browse(world.ana)
    assert ana.get(page).status_code == 200
    given = {"email": NEW, "kind": "guest", "organisation": "Atelier Long", "language": "en"}
    assert ana.post(page, given).status_code == 302
    letter = mailbox()[-1]
    assert "You come as a guest" in str(letter.body)
    eva = Client()
    eva.post(path_in(letter), COMES)
    person = Person.objects.get(name="Eva Long")
    assert (person.kind, person.organisation) == ("guest", "Atelier Long")
    assert Membership.objects.get(person=person).rank == Rank.GUEST
    seen = eva.get("/personnes/").content.decode()
    assert "Ana Diaz" in seen
    assert "Dan Weiss" not in seen


@pytest.mark.parametrize("state", ["used", "expired", "revoked"])
def test_a24_an_invitation_that_is_over_opens_nothing(
    world: World, mailbox: Mailbox, state: str
) -> None:
    path = invited(mailbox, by=world.chloe)
    kept = Invitation.objects.get()
    if state == "used":
        Client().post(path, COMES)
    elif state == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    else:
        revoke(kept, by=world.chloe)
    late = Client()
    assert late.get(path).status_code == 200
    late.post(path, {"name": "Intrus Un", "password": "une longue phrase à moi"})
    assert not is_in(late)
    assert not Person.objects.filter(name="Intrus Un").exists()


def test_a24_a_forwarded_link_says_whose_it_is(
    world: World, browse: Browse, mailbox: Mailbox
) -> None:
    path = invited(mailbox, by=world.chloe)
    ben = browse(world.ben)
    page = ben.get(path).content.decode()
    assert "pour quelqu’un d’autre" in page
    assert "Ben Roy" in page
    assert NEW in page
    ben.post(path, COMES)
    assert not Person.objects.filter(name="Eva Long").exists()


def test_a24_the_address_is_that_of_the_invitation(world: World, mailbox: Mailbox) -> None:
    path = invited(mailbox, by=world.chloe)
    Client().post(path, COMES | {"email": "autre@montreval.test", "kind": "person"})
    assert Account.objects.get(person__name="Eva Long").email == NEW


def test_sending_again_kills_the_first_link(world: World, mailbox: Mailbox) -> None:
    first = invited(mailbox, by=world.chloe)
    with acting(world.chloe):
        resend(Invitation.objects.get(), by=world.chloe)
    second = path_in(mailbox()[-1])
    assert second != first
    assert Client().get(first).status_code == 404
    eva = Client()
    eva.post(second, COMES)
    assert is_in(eva)


def test_an_invitation_dies_with_the_rights_of_whoever_sent_it(
    world: World, mailbox: Mailbox
) -> None:
    promote(world.dan, by=None)
    world.dan.refresh_from_db()
    by_leaver = invited(mailbox, "un@montreval.test", by=world.dan)
    by_animator = invited(
        mailbox, "deux@montreval.test", by=world.ana, kind="guest", space=world.council
    )
    demote(world.dan, by=None)
    Membership.objects.filter(person=world.ana, space=world.council).update(rank=Rank.MEMBER)
    for path in (by_leaver, by_animator):
        browser = Client()
        assert "retirée" in browser.get(path).content.decode()
        browser.post(path, COMES)
        assert not is_in(browser)


def test_deactivating_somebody_takes_back_her_invitations(world: World, mailbox: Mailbox) -> None:
    invited(mailbox, by=world.ana, kind="guest", space=world.council)
    deactivate(world.ana, by=None)
    assert Invitation.objects.get().state == "revoked"


def test_nobody_gives_more_than_she_has(world: World) -> None:
    Membership.objects.filter(person=world.ben, space=world.council).update(rank=Rank.ANIMATOR)
    cases: list[tuple[Person, dict[str, Any], str]] = [
        (world.ben, {"space": world.council, "rank": Rank.OWNER}, "rank"),
        (world.ben, {"space": world.council, "rank": 99}, "rank"),
        (world.ben, {"space": world.roads, "rank": Rank.READER}, "space"),
        (world.ben, {}, ""),
        (world.chloe, {"kind": "guest"}, "space"),
        (world.chloe, {"kind": "bot"}, "kind"),
        (world.chloe, {"space": world.council, "kind": "guest"}, "space"),
        (world.guy, {"space": world.council, "kind": "guest"}, "space"),
    ]
    for by, terms, field in cases:
        world.forget()
        with pytest.raises(PersonRefusal) as refused, acting(by):
            invite(NEW, Terms(**terms), by=by)
        assert refused.value.field == field, (by, terms)
    assert not Invitation.objects.exists()


def test_the_pages_of_inviting_are_for_those_who_may(world: World, browse: Browse) -> None:
    council = f"/espaces/{world.council.uid}/invitations/"
    vault = f"/espaces/{world.vault.uid}/invitations/"
    for person in (world.ben, world.dan, world.guy, world.ana):
        assert browse(person).get("/invitations/").status_code == 404
    for person in (world.ben, world.dan, world.guy, world.chloe):
        assert browse(person).get(council).status_code == 404
        assert browse(person).get(vault).status_code == 404
        assert browse(person).post(council, {"email": NEW, "kind": "guest"}).status_code == 404


def test_others_cannot_act_on_an_invitation(world: World, browse: Browse, mailbox: Mailbox) -> None:
    invited(mailbox, by=world.ana, kind="guest", space=world.council)
    uid = Invitation.objects.get().uid
    for person in (world.ben, world.dan, world.guy):
        for act in ("envoi", "retrait"):
            assert browse(person).post(f"/invitations/{uid}/{act}/").status_code == 404
    assert browse(world.ana).post(f"/invitations/{uid}/retrait/").status_code == 302
    assert Invitation.objects.get().state == "revoked"


@pytest.mark.parametrize(
    "email", ["", "x", "a@b", "a@b.fr, c@d.fr", "a@b.fr\r\nBcc: x@y.fr", "ana@montreval.test"]
)
def test_a_wrong_address_is_said_beside_its_field(world: World, browse: Browse, email: str) -> None:
    page = browse(world.chloe).post("/invitations/", {"email": email})
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"name": "", "password": "une longue phrase à moi"},
        {"name": "···", "password": "une longue phrase à moi"},
        {"name": "Eva Long", "password": "court"},
        {"name": "Eva Long", "password": "0123456789"},
        {"name": "x" * 151, "password": "une longue phrase à moi"},
    ],
)
def test_what_is_wrong_in_coming_in_loses_nothing(
    world: World, mailbox: Mailbox, given: dict[str, str]
) -> None:
    path = invited(mailbox, by=world.chloe)
    eva = Client()
    page = eva.post(path, given)
    assert page.status_code == 422
    assert "field__err" in page.content.decode()
    assert not is_in(eva)
    eva.post(path, COMES)
    assert is_in(eva)


def test_inviting_twice_renews_the_same_invitation(world: World, mailbox: Mailbox) -> None:
    invited(mailbox, by=world.chloe)
    with acting(world.chloe):
        invite("Eva@Montreval.TEST", by=world.chloe)
    assert Invitation.objects.count() == 1


def test_the_secret_is_nowhere_but_in_the_letter(world: World, mailbox: Mailbox) -> None:
    path = invited(mailbox, by=world.chloe)
    secret = path.rstrip("/").rsplit("/", 1)[1]
    assert secret not in str(Invitation.objects.values())
