"""Mail through a real server: once, in order, and all of it when the server comes back."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from etabli.platform.mail.models import Letter
from etabli.platform.mail.posting import GIVEN_UP, post_letters
from etabli.platform.mail.writing import Words, write
from etabli.site.checkup.database import database_findings
from tests import databases


def drop(number=1, to="ana@montreval.test"):
    for n in range(number):
        write(Words(f"Lettre {n}\r\nBcc: x@y.test", ("Bonjour",)), to=to, language="fr")


def due():
    Letter.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def doctor():
    house = replace(databases.server(), name=connection.settings_dict["NAME"])
    with databases.server().admin(house.name) as admin:
        return {found.check: found for found in database_findings(house, admin)}["letters"]


def test_letters_leave_over_one_line_with_clean_headers(database, server):
    drop(3)
    assert post_letters() == 3
    assert [letter["Subject"] for letter in server.received] == [
        f"Lettre {n} Bcc: x@y.test" for n in range(3)
    ]
    for letter in server.received:
        assert letter["Bcc"] is None and letter["To"] == "ana@montreval.test"
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter.get_body(("html",)) and letter.get_body(("plain",))
    assert len({letter["Message-ID"] for letter in server.received}) == 3
    assert doctor().state == "well"


def test_f8_a_server_that_is_down_keeps_letters_and_loses_none(database, server):
    server.close()
    drop(4)
    assert post_letters() == 0
    assert Letter.objects.filter(server_away=True, due_at__gt=timezone.now()).count() == 4
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 0, 0, 1], (
        "one call for all"
    )
    found = doctor()
    assert found.state == "watch" and "4 courriels" in found.sentence
    drop()
    assert post_letters() == 0, "nobody calls again before its time"
    assert Letter.objects.filter(attempts__gt=0).count() == 1
    server.open()
    due()
    assert post_letters() == 5
    assert len(server.received) == 5
    assert doctor().state == "well"


def test_the_time_between_calls_grows_and_a_letter_of_last_week_is_given_up(database, server):
    server.close()
    drop()
    waits = []
    for _ in range(6):
        now = timezone.now()
        post_letters()
        waits.append(round((Letter.objects.get().due_at - now).total_seconds() / 60))
        due()
    assert waits == [1, 2, 5, 10, 15, 15]
    Letter.objects.update(written_at=timezone.now() - GIVEN_UP - timedelta(minutes=1))
    post_letters()
    kept = Letter.objects.get()
    assert kept.posted_at and kept.text == "" and kept.complaint


def test_an_address_that_is_nobody_s_is_given_up_and_stops_no_other(database, server):
    server.refused = {"gone@montreval.test": "550 nobody", "full@montreval.test": "452 full"}
    for to in ("gone", "full", "ana"):
        drop(to=f"{to}@montreval.test")
    assert post_letters() == 1
    assert [letter["To"] for letter in server.received] == ["ana@montreval.test"]
    gone, full = (Letter.objects.get(to=f"{to}@montreval.test") for to in ("gone", "full"))
    assert gone.posted_at and "550" in gone.complaint
    assert not full.posted_at and full.attempts == 1 and full.text


@pytest.mark.usefixtures("database")
def test_f5_several_posters_at_once_send_each_letter_once(server):
    drop(12)
    server.seconds = 0.02
    posted: list[int] = []

    def poster() -> None:
        posted.append(post_letters())
        connection.close()

    posters = [threading.Thread(target=poster) for _ in range(3)]
    for one in posters:
        one.start()
    for one in posters:
        one.join()
    assert sum(posted) == 12
    subjects = [letter["Subject"] for letter in server.received]
    assert len(subjects) == len(set(subjects)) == 12


def test_a_server_that_never_ends_its_answer_counts_as_away(database, server):
    server.seconds = 6
    drop(2)
    assert post_letters() == 0
    assert Letter.objects.filter(server_away=True).count() == 2
