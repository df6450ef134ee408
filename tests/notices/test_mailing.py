"""Notices by mail: to whom, when, with which words, and never once too often."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection

from etabli.platform.db.identity import acting
from etabli.platform.house.models import House
from etabli.platform.items.models import Item
from etabli.platform.mail.models import Letter
from etabli.platform.mail.posting import post_letters
from etabli.platform.notices.mailing import write_due_letters
from etabli.platform.notices.models import Notice, Rhythm
from etabli.platform.people.leaving import deactivate
from etabli.platform.spaces.models import Membership
from tests.items.talk import said

THURSDAY = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    mail.outbox = []
    with time_machine.travel(THURSDAY, tick=True) as travelling:
        yield travelling


@pytest.fixture
def post(clock, work):
    """The worker works, time passes: the mails that left then."""

    def posting(to=None, **later):
        work()
        clock.move_to(to or datetime.now(UTC) + timedelta(**(later or {"minutes": 2})))
        write_due_letters()
        mail.outbox.clear()
        post_letters()
        return list(mail.outbox)

    return posting


@pytest.fixture
def question(world, clock, work):
    made = world.make("questions", world.roads, world.ana, title="Quel sable ?")
    work()
    return made


def everything(letter):
    return str(letter.message())


def test_what_is_for_oneself_comes_at_once_and_once(world, browse, post, question):
    said(browse(world.ana), question, "Qu’en pense @Dan Weiss ? Le <b>0/4</b> & rien d’autre.")
    [letter] = post()
    assert letter.to == ["dan@montreval.test"]
    assert letter.subject == "Ana Diaz vous mentionne · Quel sable ?"
    html = letter.alternatives[0][0]
    assert "Ana Diaz vous mentionne" in letter.body and "Ana Diaz vous mentionne" in html
    assert "&lt;b&gt;0/4&lt;/b&gt; &amp; rien" in html and "<b>0/4</b> & rien" in letter.body
    assert f"/commentaires/{question.comments.get().uid}/" in letter.body
    assert post() == [] and post(days=5) == []


def test_no_picture_no_address_of_others_no_measure_of_reading(world, browse, post, question):
    said(browse(world.ana), question, "Qu’en pensent @Dan Weiss et @Ben Roy ?")
    letters = post()
    assert sorted(letter.to for letter in letters) == [
        ["ben@montreval.test"],
        ["dan@montreval.test"],
    ]
    for letter in letters:
        html = letter.alternatives[0][0]
        assert "<img" not in html and "url(" not in html and "@import" not in html
        assert "prefers-color-scheme: dark" in html and "@media print" in html
        assert not set(re.findall(r'https?://([^/"]+)', html)) - {"localhost:8000"}


def test_the_rest_comes_in_a_digest_at_the_hour_of_the_person(world, browse, post, question):
    for number in range(3):
        said(browse(world.ben), question, f"Du sable {number}")
    told = [letter.subject for letter in post()]
    assert told == ["Ben Roy attend votre décision · Quel sable ?"]
    assert post(hours=10) == []
    [digest] = post(to=datetime(2026, 11, 27, 7, 0, 30, tzinfo=UTC))
    assert digest.to == ["ana@montreval.test"]
    assert "Ben Roy a répondu, vous suivez cette fiche" in digest.body
    assert digest.body.count("* Quel sable ?") == 1


def test_what_was_read_silenced_or_lost_meanwhile_is_not_sent(world, browse, post, question):
    secret = world.make("tasks", world.council, world.ana, title="Budget")
    said(browse(world.ana), question, "@Dan Weiss et @Ben Roy et @Chloé Petit")
    said(browse(world.ana), secret, "@Ben Roy")
    post(seconds=1)
    browse(world.dan).post(f"/avis/fiches/{question.uid}/lecture/")
    browse(world.ben).post(f"/fiches/{question.uid}/suivi/", {"wish": "mute"})
    Membership.objects.filter(space=world.council, person=world.ben).delete()
    with acting(world.chloe):
        deactivate(world.dan, by=world.chloe)
    assert [letter.to for letter in post()] == [["chloe@montreval.test"]]


def test_rights_are_asked_again_when_the_letter_leaves_not_when_it_is_written(
    world, browse, post, clock, work
):
    secret = world.make("tasks", world.council, world.ana, title="Budget")
    said(browse(world.ana), secret, "@Ben Roy")
    work()
    clock.shift(timedelta(minutes=2))
    assert write_due_letters() == 1
    kept = Letter.objects.get()
    assert "Budget" not in str(vars(kept)) and kept.text == "" and kept.to == ""
    Membership.objects.filter(space=world.council, person=world.ben).delete()
    assert post() == [] and not Letter.objects.exists()


def test_c11_what_fewer_people_read_says_only_that_something_is_new(world, browse, post, clock):
    secret = world.make("tasks", world.council, world.ana, title="Budget confidentiel")
    said(browse(world.ana), secret, "Le chiffre noir, @Ben Roy")
    [letter] = post()
    text = everything(letter) + letter.body + letter.alternatives[0][0]
    for word in ("Budget", "chiffre", "Conseil", "Ana"):
        assert word not in text, word
    assert letter.subject == "Du nouveau pour vous"
    assert f"/commentaires/{secret.comments.get().uid}/" in letter.body
    with acting(world.ben):
        Rhythm.objects.create(person=world.ben, you="daily")
    said(browse(world.ana), secret, "Encore un chiffre, @Ben Roy")
    [digest] = post(to=datetime(2026, 11, 27, 7, 0, 30, tzinfo=UTC))
    text = everything(digest) + digest.body + digest.alternatives[0][0]
    assert "Budget" not in text and "chiffre" not in text and "Conseil" not in text
    assert "lieu à accès restreint" in digest.body


def test_one_click_stops_the_mail_without_signing_in(world, browse, post, client, question):
    said(browse(world.ana), question, "@Dan Weiss")
    [letter] = post()
    sent = letter.message()
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(
        r"<(https?://[^>]+)>", sent["List-Unsubscribe"].replace("\n", "").replace(" ", "")
    ).group(1)
    path = address.partition("localhost:8000")[2]
    assert path and path in letter.body
    asked = client.get(path)
    assert asked.status_code == 200 and "Plus de courriels" in asked.content.decode()
    assert not Rhythm.objects.exists(), "scanners open links"
    strict = type(client)(enforce_csrf_checks=True)
    done = strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200 and "C’est fait" in done.content.decode()
    assert Rhythm.objects.get(person=world.dan).you == "never"
    said(browse(world.ana), question, "@Dan Weiss, encore")
    assert post() == []
    assert Notice.objects.filter(person=world.dan, reason="mention", read_at=None).count() == 2
    for forged in (path[:-6] + "AAAA1/", "/avis/courrier/rien/"):
        assert client.get(forged).status_code == 404
        assert client.post(forged).status_code == 404


def test_nights_are_quiet_but_for_what_is_urgent_where_the_house_says_so(
    world, browse, post, clock, question
):
    clock.move_to(datetime(2026, 11, 26, 20, 0, tzinfo=UTC))
    said(browse(world.ana), question, "@Dan Weiss")
    assert post() == [] and post(hours=3) == []
    [letter] = post(to=datetime(2026, 11, 27, 6, 1, tzinfo=UTC))
    assert letter.to == ["dan@montreval.test"]

    House.objects.update(urgent_mail=True)
    clock.move_to(datetime(2026, 11, 27, 21, 0, tzinfo=UTC))
    urgent = world.make("incidents", world.roads, world.ben, title="Fuite de gaz")
    Item.objects.filter(pk=urgent.pk).update(due_at=datetime(2026, 11, 28, 9, 0, tzinfo=UTC))
    letters = [letter.subject for letter in post()]
    assert all("Fuite de gaz" in subject for subject in letters) and letters
    House.objects.update(urgent_mail=False)
    later = world.make("incidents", world.roads, world.ben, title="Autre fuite")
    Item.objects.filter(pk=later.pk).update(due_at=datetime(2026, 11, 28, 9, 0, tzinfo=UTC))
    assert post() == []


def test_a_night_of_many_subjects_makes_one_letter(world, browse, post, clock, work):
    clock.move_to(datetime(2026, 11, 26, 21, 0, tzinfo=UTC))
    for number in range(6):
        task = world.make("tasks", world.roads, world.ana, title=f"Tâche {number}")
        said(browse(world.ana), task, "@Ben Roy")
    [letter] = post(to=datetime(2026, 11, 27, 6, 1, tzinfo=UTC))
    assert letter.subject == "6 sujets vous concernent"
    assert all(f"Tâche {number}" in letter.body for number in range(6))


def test_a_late_worker_does_not_write_at_night(world, browse, post, question):
    said(browse(world.ana), question, "@Dan Weiss")
    post(seconds=1)
    assert post(to=datetime(2026, 11, 26, 23, 0, tzinfo=UTC)) == []
    assert len(post(to=datetime(2026, 11, 27, 6, 1, tzinfo=UTC))) == 1


def test_headers_keep_to_one_line_whatever_things_are_called(world, browse, post, clock):
    House.objects.update(name="Ville\r\nBcc: tous@ailleurs.test")
    task = world.make("tasks", world.roads, world.ana, title="Banc")
    Item.objects.filter(pk=task.pk).update(title="Banc\r\nBcc: x@y.test\n\n<script>")
    said(browse(world.ana), task, "@Ben Roy")
    [letter] = post()
    sent = letter.message()
    assert sent["Bcc"] is None and letter.recipients() == ["ben@montreval.test"]
    assert "<script>" not in letter.alternatives[0][0]


def test_choosing_one_s_pace_moves_what_waits(world, browse, post, question):
    dan = browse(world.dan)
    page = dan.get("/compte/avis/").content.decode()
    assert "dan@montreval.test" in page
    chosen = {"you": "weekly", "followed": "never", "spaces": "never", "hour": "9", "weekday": "0"}
    said(browse(world.ana), question, "@Dan Weiss")
    post(seconds=1)
    assert dan.post("/compte/avis/", {**chosen, "quiet": "on", "zone": ""}).status_code == 302
    assert post() == []
    assert len(post(to=datetime(2026, 11, 30, 8, 1, tzinfo=UTC))) == 1
    for bad in ({"you": "souvent"}, {"hour": "3"}, {"hour": "x"}, {"zone": "Mars/Olympus"}):
        answer = dan.post("/compte/avis/", {**chosen, "zone": "", **bad})
        assert answer.status_code == 422 and "Choisissez" in answer.content.decode(), bad
    assert Rhythm.objects.get(person=world.dan).hour == 9


def test_f5_two_workers_and_a_crash_write_one_letter(world, browse, clock, work, monkeypatch):
    task = world.make("tasks", world.roads, world.ana, title="Banc")
    said(browse(world.ana), task, "@Ben Roy")
    work()
    clock.shift(timedelta(minutes=2))
    monkeypatch.setattr("etabli.platform.notices.mailing.write_later", _crash)
    with pytest.raises(RuntimeError):
        write_due_letters()
    assert connection.is_usable() and not Letter.objects.exists()
    monkeypatch.undo()
    assert (write_due_letters(), write_due_letters()) == (1, 0)


def _crash(*args, **kwargs):
    raise RuntimeError("the light goes out")
