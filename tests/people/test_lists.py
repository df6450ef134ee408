"""Lists of people: any spreadsheet's, rehearsed before, told line by line, brought in again."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from etabli.lib.sentences import SaidError
from etabli.platform.people.models import Account, Person, Unit
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.profiles.models import Detail
from etabli.platform.profiles.saying import Given, say
from etabli.platform.staff.bringing import Wish, bring
from etabli.platform.staff.columns import guessed
from etabli.platform.staff.report import Report
from etabli.platform.staff.table import read_table
from tests.transfer.samples import SHARED
from tests.world import World

Browse = Callable[..., Client]
SAMPLES = SHARED / "samples" / "workplace" / "meta-csv-templates"

LIST = """Matricule;Nom;Prénom;Courriel;Identifiant;Fonction;Service;Responsable;Téléphone
1;Nazari;Béhrouz;;b.nazari;Agent d'entretien;Mairie / Entretien;2;04 00 00 00 01
2;Ory;Léa;lea@montreval.test;;Cheffe;Mairie / Entretien;ana@montreval.test;
3;Roy;Ben;ben@montreval.test;;Soudeur;;;06
"""


def brought(text: str | bytes, by: Person | None = None, **wish: bool) -> Report:
    table = read_table(text.encode() if isinstance(text, str) else text)
    return bring(table, Wish(guessed(table.header), **wish), by=by)


def test_people_units_and_managers_come_in_any_order(world: World) -> None:
    report = brought(LIST, world.chloe)
    assert (report.counts["new"], report.counts["refused"], report.counts["units"]) == (2, 1, 1)
    assert [(one.line, one.name) for one in report.said] == [(4, "Ben Roy")]
    new = Person.objects.get(origin="list:1")
    assert (new.name, new.job, new.unit.name) == (
        "Béhrouz Nazari",
        "Agent d'entretien",
        "Entretien",
    )
    assert new.unit.parent.name == "Mairie" and Unit.objects.filter(name="Mairie").count() == 1
    assert (new.manager.name, new.manager.manager) == ("Léa Ory", world.ana)
    assert Account.objects.get(person=new).login == "b.nazari"
    assert not Account.objects.get(person=new).has_usable_password()
    assert Detail.objects.get(person=new).value == "04 00 00 00 01"


def test_a_rehearsal_says_the_same_and_writes_nothing(world: World) -> None:
    before = Person.objects.count(), Unit.objects.count(), Account.objects.count()
    rehearsed = brought(LIST, world.chloe, rehearse=True)
    assert (Person.objects.count(), Unit.objects.count(), Account.objects.count()) == before
    assert rehearsed.kept() == brought(LIST, world.chloe).kept()


def test_the_same_list_again_changes_nothing_and_another_only_what_differs(world: World) -> None:
    brought(LIST)
    again = brought(LIST)
    assert (again.counts["new"], again.counts["changed"], again.counts["same"]) == (0, 0, 2)
    changed = brought(LIST.replace("Cheffe", "Directrice"))
    assert (changed.counts["changed"], changed.counts["same"]) == (1, 1)
    assert Person.objects.get(origin="list:2").job == "Directrice"


def test_nobody_leaves_unless_it_is_asked(world: World) -> None:
    brought(LIST)
    shorter = "\n".join(LIST.splitlines()[:2])
    report = brought(shorter)
    assert report.absent == ["Léa Ory"] and Person.objects.get(origin="list:2").active
    assert brought(shorter, dismiss=True).counts["gone"] == 1
    assert not Person.objects.get(origin="list:2").active
    assert Person.objects.get(pk=world.ana.pk).active, "those of no list are left alone"


def test_circles_of_managers_are_refused_and_the_others_kept(world: World) -> None:
    ring = "a1,Aa Un,a2\na2,Aa Deux,a3\na3,Aa Trois,a1\na4,Aa Quatre,a1\na5,Aa Cinq,zz\n"
    report = brought(f"login,name,manager\n{ring}")
    people = {one.name: one.manager for one in Person.objects.filter(name__startswith="Aa")}
    assert people["Aa Quatre"].name == "Aa Un"
    assert [people[f"Aa {one}"] for one in ("Un", "Deux", "Trois", "Cinq")] == [None] * 4
    assert sorted(one.line for one in report.said) == [2, 3, 4, 6]
    # Through somebody who is not on the list as well.
    looped = brought("email,name,manager\nana@montreval.test,Ana Diaz,ben@montreval.test\n")
    assert len(looped.said) == 1
    assert Person.objects.get(pk=world.ana.pk).manager is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_are_found_out(encoding: str, separator: str) -> None:
    rows = [
        ["Prénom", "Nom", "Courriel"],
        ["Zoé", "Lefèvre", "zoe@x.test"],
        ["Ida", "O, K; l", "i@x.test"],
    ]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    table = read_table(text.encode(encoding))
    assert table.header == rows[0] and table.rows == [(2, rows[1]), (3, rows[2])]


@pytest.mark.parametrize(
    "content",
    [b"", b"name\n", b"PK\x03\x04\x00\x00", b"\x00" * 50, b"\xff\xfe\x00", b'"' * 100_000],
)
def test_what_is_no_list_gets_a_sentence(content: bytes) -> None:
    with pytest.raises(SaidError):
        read_table(content)


@pytest.mark.usefixtures("world")
def test_each_wrong_line_has_its_sentence_and_the_others_come() -> None:
    report = brought(
        "name,email,login,type,arrivée,admin\n"
        "Un,pas une adresse,,,,\n"
        ",x@y.test,,,,\n"
        "Trois,,Été !,,,\n"
        "Quatre,q@y.test,,martien,,\n"
        "Cinq,c@y.test,,,32/13/2020,\n"
        "Six,s@y.test,,,,peut-être\n"
        "Sept,,,,,\n"
        "Huit,h@y.test,,invité,01/09/2026,non\n"
        "Neuf,h@y.test,,,,\n"
        "Dix,ana@montreval.test,guy,,,\n"
    )
    assert sorted(one.line for one in report.said if one.grave) == [2, 3, 4, 5, 6, 7, 8, 10]
    assert report.counts["new"] == 1
    eight = Person.objects.get(name="Huit")
    assert (eight.kind, eight.joined_at.date().isoformat()) == ("guest", "2026-09-01")


def test_roles_and_lists_are_for_administrators(world: World, browse: Browse) -> None:
    text = "name,email,admin\nDan Weiss,dan@montreval.test,oui\n"
    with pytest.raises(PersonRefusal):
        brought(text, world.ana)
    brought(text, world.chloe)
    assert Person.objects.get(pk=world.dan.pk).is_admin
    for person in (world.ana, world.guy):
        for path in ("/maison/listes/", "/maison/listes/personnes.csv"):
            assert browse(person).get(path).status_code == 404


def test_a_page_shows_columns_rehearses_then_brings_in(world: World, browse: Browse) -> None:
    chloe = browse(world.chloe)
    sent = chloe.post("/maison/listes/", {"list": SimpleUploadedFile("paie.csv", LIST.encode())})
    page = chloe.get(sent["Location"]).content.decode()
    assert "Béhrouz" in page and 'value="manager" selected' in page
    columns = ["key", "last", "first", "email", "login", "job", "unit", "manager", "phone"]
    chloe.post(sent["Location"], {"column": columns, "act": "rehearse"})
    page = chloe.get(sent["Location"]).content.decode()
    assert "numéro de téléphone" in page and not Person.objects.filter(origin="list:1").exists()
    nameless = chloe.post(sent["Location"], {"column": ["", "", "", "email"], "act": "bring"})
    assert nameless.status_code == 422
    chloe.post(sent["Location"], {"column": columns, "act": "bring"})
    assert Person.objects.filter(origin="list:1").exists()
    assert browse(world.ana).get(sent["Location"]).status_code == 404
    assert (
        chloe.post("/maison/listes/", {"list": SimpleUploadedFile("x.csv", b"\x00")}).status_code
        == 422
    )


def test_an_export_runs_nothing_keeps_secrets_and_comes_in_again(
    world: World, browse: Browse
) -> None:
    Person.objects.filter(pk=world.dan.pk).update(job="=HYPERLINK(1)")
    say(world.ben, {"mobile": Given("06 11 22 33 44", "me")}, by=world.ben)
    say(world.ana, {"phone": Given("04 00 00 00 09", "house")}, by=world.ana)
    text = browse(world.chloe).get("/maison/listes/personnes.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text and "04 00 00 00 09" in text and "06 11 22 33 44" not in text
    Person.objects.filter(pk=world.dan.pk).update(job="Jardinier")
    again = brought(browse(world.chloe).get("/maison/listes/personnes.csv").content, world.chloe)
    assert again.counts["refused"] == 0 and again.counts["new"] == 0, again.said


@pytest.mark.skipif(not SAMPLES.exists(), reason="the templates are not here")
@pytest.mark.usefixtures("world")
def test_the_templates_of_another_network_are_understood() -> None:
    report = brought((SAMPLES / "AccountManagement_upload.csv").read_bytes())
    assert (report.counts["new"], report.counts["refused"]) == (2, 0)
    person = Person.objects.get(account__email="user101@domain.net")
    assert (person.name, person.job, person.language) == ("User101 User101", "Title", "en")
    with pytest.raises(PersonRefusal):
        brought((SAMPLES / "AddUsersToGroup_email_list.csv").read_bytes())
