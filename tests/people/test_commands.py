"""People from the terminal."""

import json
from argparse import ArgumentParser, Namespace
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from etabli.platform.people.models import Account, Person
from etabli.platform.people.refusal import PersonRefusal
from etabli.site.cli import login_link, person
from etabli.site.terminal import CommandFault
from tests.signin.test_signing_in import is_in
from tests.world import World


def run(command: ModuleType, *words: str) -> int:
    parser = ArgumentParser()
    command.configure(parser)
    options: Namespace = parser.parse_args(words)
    options.configuration = SimpleNamespace(url="https://etabli.test", data=None)
    return int(command.run(options))


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def come_in(link: str) -> Client:
    browser = Client()
    browser.post(link.removeprefix("https://etabli.test"))
    return browser


def test_the_list_is_read_by_programs(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    run(person, "list", "--json")
    rows = {row["name"]: row for row in printed(capsys)}
    assert rows["Chloé Petit"]["role"] == "admin"
    assert rows["Guy Moreau"]["kind"] == "guest"
    assert rows["Ana Diaz"]["email"] == "ana@montreval.test"


def test_somebody_is_added_and_comes_in_by_the_link(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    run(person, "add", "Eva  Long", "--login", "eva.long", "--admin", "--json")
    row = printed(capsys)
    assert (row["name"], row["role"]) == ("Eva Long", "admin")
    assert is_in(come_in(row["link"]))
    with pytest.raises(PersonRefusal):
        run(person, "add", "Autre", "--login", "Eva.Long")
    assert not Person.objects.filter(name="Autre").exists()
    with pytest.raises(CommandFault):
        run(person, "add", "Sans rien")


def test_people_are_closed_opened_and_named(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    run(person, "deactivate", "ben@montreval.test", "--json")
    assert printed(capsys)["active"] is False
    with pytest.raises(CommandFault):
        run(login_link, "Ben Roy")
    run(person, "reactivate", "Ben Roy")
    run(person, "promote", "ben@montreval.test")
    world.ben.refresh_from_db()
    assert world.ben.is_admin
    with pytest.raises(CommandFault):
        run(person, "promote", "personne@nulle.part")
    run(person, "demote", "ben@montreval.test")
    with pytest.raises(PersonRefusal):
        run(person, "demote", "chloe@montreval.test")


def test_a_link_for_somebody_an_import_brought(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    brought = Person.objects.create(name="Zoé Sans Compte")
    run(login_link, "Zoé Sans Compte", "--json")
    given = printed(capsys)
    assert given["minutes"] == 15
    assert is_in(come_in(given["link"]))
    assert Account.objects.get(person=brought).email is None
