"""Cases about what requests carry: hidden fields asked for, names of hosts, whose connection."""

import random
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from obstore.exceptions import BaseError

from etabli.platform.db.identity import acting
from etabli.platform.files.models import StoredFile
from etabli.platform.files.storage import keep
from etabli.platform.items.models import Item
from etabli.platform.mail.posting import post_letters
from etabli.platform.people.models import Person
from etabli.platform.profiles.models import Scope
from etabli.platform.profiles.saying import Given, say
from tests.oracles.test_twins import DRAWN
from tests.world import PASSWORD, World

LOGIN = "/compte/login/"
RESET = "/compte/password/reset/"
READERS = ("ana", "ben", "chloe", "dan", "guy")
# Ana manages Ben and is of his unit; Guy is a guest of a space that Ben is a member of.
MAY_SEE = {
    Scope.GUESTS: {"ana", "ben", "chloe", "dan", "guy"},
    Scope.HOUSE: {"ana", "ben", "chloe", "dan"},
    Scope.UNIT: {"ana", "ben"},
    Scope.MANAGER: {"ana", "ben"},
    Scope.ME: {"ben"},
}
SAID = {
    "bio": (Scope.GUESTS, "zq7bonjour"),
    "phone": (Scope.HOUSE, "05 11 22 33 44"),
    "site": (Scope.UNIT, "zq7cave"),
    "skills": (Scope.MANAGER, "zq7soudure"),
    "languages": (Scope.ME, "zq7basque"),
    "mobile": (Scope.ME, "06 11 22 33 44"),
}
FILTERS = {"site": "site", "skills": "skill", "languages": "language"}
PLACES = ("/compte/login/?next=//evil.test/", "/compte/login/?next=https:evil.test",
          "/compte/login/?next=/\\evil.test", "/compte/login/?next=javascript:alert(1)",
          "/compte/login/?next=%20//evil.test", "/compte/login/?next=///evil.test")  # fmt: skip


def text_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    body = b"".join(answer) if answer.streaming else answer.content
    return DRAWN.sub("", body.decode("utf-8", "replace"))


def test_a20_each_field_has_the_same_readers_everywhere(world: World, browse) -> None:
    """On the page, in lists and their filters, in search and in the file of all people."""
    for field, (scope, value) in SAID.items():
        say(world.ben, {field: Given(value, scope)}, by=world.ben)
    places = (
        f"/personnes/{world.ben.uid}/", "/personnes/", "/maison/listes/personnes.csv",
        "/recherche/?q=zq7", "/organigramme/",
    )  # fmt: skip
    told: dict[str, set[str]] = {field: set() for field in SAID}
    for name in READERS:
        browser = browse(getattr(world, name))
        pages = "".join(text_of(browser, path) for path in places)
        for field, (_scope, value) in SAID.items():
            if value in pages or (field in FILTERS and _found_by(browser, world, field, value)):
                told[field].add(name)
    assert told == {field: MAY_SEE[scope] for field, (scope, _value) in SAID.items()}


def _found_by(browser: Client, world: World, field: str, value: str) -> bool:
    page = text_of(browser, f"/personnes/?{FILTERS[field]}={value}")
    return world.ben.name in page.split("<main")[1]


def test_a6_a_field_one_may_not_read_neither_sorts_nor_filters(world: World, browse) -> None:
    """The same answers, to the byte, whatever the hidden fields say."""
    period = {"start": "2027-03-01", "end": "2027-03-05"}
    notes = (("b", "family"), ("a", "child"))
    leaves = [
        world.make("leave", world.roads, world.ben, period=period, kind=kind, note=note)
        for note, kind in notes
    ]
    here = f"/espaces/{world.roads.uid}/leave/"
    asked = [f"{here}?tri=note", f"{here}?tri=-kind", f"{here}?f.note=a", f"{here}?f.kind=child",
             f"{here}export.csv?f.kind=child", "/personnes/?site=Cave", "/personnes/?skill=cave",
             "/personnes/?q=0611223344", "/personnes/?tri=mobile"]  # fmt: skip
    dan = browse(world.dan)
    before = [text_of(dan, path) for path in asked]
    for leave, (note, kind) in zip(leaves, reversed(notes), strict=True):
        with acting(world.ben):
            parts = Item.objects.get(pk=leave.pk).parts.all()
            for part in parts:
                part.data = {**part.data, "note": note, "kind": kind}
                part.save()
    for field, value in (("site", "Cave"), ("skills", "cave"), ("mobile", "0611223344")):
        say(world.ben, {field: Given(value, Scope.ME)}, by=world.ben)
    assert [text_of(dan, path) for path in asked] == before


@pytest.mark.parametrize("path", PLACES)
def test_b16_nobody_is_led_to_another_site(world: World, path: str) -> None:
    given = {"login": "ana@montreval.test", "password": PASSWORD}
    answer = Client().post(path, given)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/") and answer["Location"][1:2] not in ("/", "\\")
    back = Client().post("/compte/langue/", {"language": "en", "next": path.partition("next=")[2]})
    led = urlsplit(urljoin("http://testserver/compte/langue/", back["Location"]))
    assert (led.scheme, led.netloc) == ("http", "testserver")


def test_b16_links_in_words_lead_outside_without_a_hold_on_the_page(world: World, browse) -> None:
    item = world.make("tasks", world.roads, world.ana, title="Plan")
    words = "[a](javascript:alert(1)) [b](https://dehors.test/) [c](data:text/html,x) [d](//evil)"
    browse(world.ana).post(f"/fiches/{item.uid}/commentaires/", {"body": words})
    page = text_of(browse(world.ben), f"/fiches/{item.uid}/")
    assert 'href="javascript' not in page and 'href="data:' not in page
    out = page.split('href="https://dehors.test/"')[1].split(">")[0]
    assert "noopener" in out and "noreferrer" in out


def test_c7_a_host_that_is_not_ours_is_refused(world: World) -> None:
    for host in ("evil.test", "testserver.evil.test", "evil.test:80", "testserver@evil.test"):
        assert Client(HTTP_HOST=host).get(LOGIN).status_code == 400, host


def test_c7_letters_lead_to_this_house_whatever_a_request_pretends(world: World) -> None:
    mail.outbox = []
    pretended = {"HTTP_X_FORWARDED_HOST": "evil.test", "HTTP_FORWARDED": "host=evil.test",
                 "HTTP_X_FORWARDED_SERVER": "evil.test", "HTTP_X_ORIGINAL_URL": "//evil.test/",
                 "HTTP_X_FORWARDED_PREFIX": "//evil.test"}  # fmt: skip
    Client(**pretended).post(RESET, {"email": "ana@montreval.test"})
    post_letters()
    (letter,) = mail.outbox
    assert "evil.test" not in letter.body + str(letter.alternatives) + str(letter.message())


def test_c7_an_address_that_is_pretended_does_not_start_the_count_again(world: World) -> None:
    wrong = {"login": "ana@montreval.test", "password": "faux"}
    for n in range(30):
        browser = Client(HTTP_X_FORWARDED_FOR=f"203.0.113.{n}", HTTP_X_REAL_IP=f"203.0.113.{n}")
        answer = browser.post(LOGIN, wrong)
    right = browser.post(LOGIN, {**wrong, "password": PASSWORD})
    assert answer.status_code in (200, 429) and right.status_code != 302


def test_f2_a_line_that_is_used_again_belongs_to_nobody(world: World, browse) -> None:
    """Mixed requests over one connection, some of which fail, some of which lose it."""
    items = {
        name: world.make("tasks", space, world.ana, title=f"Plan {name}")
        for name, space in (
            ("roads", world.roads),
            ("council", world.council),
            ("vault", world.vault),
        )
    }
    seen = {"ana": {"roads", "council", "vault"}, "ben": {"roads", "council"}, "dan": {"roads"},
            "chloe": {"roads"}, "guy": set()}  # fmt: skip
    browsers = {name: browse(getattr(world, name)) for name in seen}
    browsers["nobody"] = Client()
    chance = random.Random(2)
    for n in range(60):
        name, (place, item) = chance.choice(list(browsers)), chance.choice(list(items.items()))
        if n % 20 == 0:
            connection.close()
        _disturb(chance, getattr(world, chance.choice(READERS)))
        path = f"/fiches/{item.uid}/{chance.choice(['', 'historique/', 'commentaires/'])}"
        status = browsers[name].get(path).status_code
        assert (status == 200) == (place in seen.get(name, set())), (n, name, place, status)
        assert _identity() == ""


def _disturb(chance: random.Random, person: Person) -> None:
    """Somebody else's transaction on the same line: it ends well, badly, or by an error."""
    with suppress(RuntimeError, DatabaseError), acting(person):
        kind = chance.randrange(3)
        if kind == 1:
            raise RuntimeError
        if kind == 2:
            connection.cursor().execute("SELECT 1/0")


def _identity() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('etabli.uid', true), '')")
        return str(cursor.fetchone()[0])


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file of this process grows beyond ``room`` bytes: writing fails as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_f3_a_full_disk_refuses_a_file_and_leaves_nothing(
    world: World, browse, tmp_path: Path
) -> None:
    """It is said, reading goes on, and once there is room the same file is taken."""
    item = world.make("tasks", world.roads, world.ana, title="Plan")
    ana, content = browse(world.ana), b"plan " * 400_000
    ana.raise_request_exception = False
    large = tmp_path / "large"
    large.write_bytes(content)
    with full_disk(1_000_000):
        answer = ana.post("/fichiers/", {"file": sent(content)})
        assert answer.status_code == 507
        assert "plus de place" in answer.json()["error"]
        # What does not stay in memory fails earlier, before anything of ours could say it.
        page = ana.post("/fichiers/", {"file": sent(2 * content)})
        assert page.status_code == 507 and "disque du serveur est plein" in page.content.decode()
        with pytest.raises(BaseError, match="os error 27"), transaction.atomic():
            keep("0" * 64, large)
        assert ana.get(f"/fiches/{item.uid}/").status_code == 200
    assert not StoredFile.objects.exists()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
    assert ana.post("/fichiers/", {"file": sent(content)}).status_code == 201


def sent(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("plan.txt", content, "text/plain")
