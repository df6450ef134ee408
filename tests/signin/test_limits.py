"""What was tried is counted by the whole house, and nothing opens when it cannot be counted."""

import os
import subprocess
import sys
from pathlib import Path

import time_machine
from django.db import connection
from django.test import Client

from etabli.platform.people.forgetting import forget_counts
from etabli.site.logins import logged_in_as
from tests import databases
from tests.signin.test_second_proof import SECOND, code_of, turned_on
from tests.signin.test_signing_in import LOGIN, is_in, sign_in
from tests.world import PASSWORD, World

ROOT = Path(__file__).resolve().parents[2]
TRYING = """
import sys
import tests.conftest
from django.test import Client
from etabli.site.logins import logged_in_as
from tests.signin.test_signing_in import sign_in
with logged_in_as("app", sys.argv[1]):
    for _ in range(3):
        sign_in(Client(SERVER_NAME="localhost"), "ana@montreval.test", "faux")
"""


def tried_elsewhere() -> None:
    """Three wrong passwords for Ana, in a process that ends."""
    subprocess.run(
        [sys.executable, "-c", TRYING, connection.settings_dict["NAME"]],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        check=True,
    )


def counts() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM db_limit")
        return list(cursor.fetchall())


def test_all_processes_count_together_also_those_that_ended(world: World) -> None:
    tried_elsewhere()
    assert sign_in(Client(), "dan@montreval.test") == 302
    # Under another name of the same server: c7.
    tried_elsewhere()
    page = Client().post(LOGIN, {"login": "ana@montreval.test", "password": PASSWORD})
    assert "Trop d’essais" in page.content.decode()
    with time_machine.travel("2036-01-01"):
        assert sign_in(Client(), "ana@montreval.test") == 302


def test_counts_hide_whom_they_are_about_and_go(world: World) -> None:
    sign_in(Client(REMOTE_ADDR="203.0.113.7"), "ana@montreval.test", "faux")
    kept = counts()
    assert kept
    assert all(len(key) == 64 and "203.0.113.7" not in key + value for key, value in kept)
    assert forget_counts() == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE db_limit SET expires = now() - interval '1 second'")
    assert forget_counts() == len(kept)


def test_f7_where_nothing_can_be_counted_nobody_enters(world: World) -> None:
    here = Client()
    sign_in(here, "ana@montreval.test")
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False):
        secret = turned_on(here)
    with time_machine.travel("2026-11-23T10:05:00Z"):
        half = Client()
        sign_in(half, "ana@montreval.test")
        databases.as_owner("REVOKE ALL ON db_limit FROM etabli_app, etabli_sys")
        half.post(SECOND, {"code": code_of(secret)})
        assert not is_in(half)
        refused = Client().post(LOGIN, {"login": "dan@montreval.test", "password": PASSWORD})
        assert refused.status_code in (200, 429) and "essais" in refused.content.decode()
        assert here.get("/personnes/choix/?q=an").status_code == 429
        assert here.get("/personnes/").status_code == 200, "what counts nothing goes on"


def test_a_code_is_used_once_for_as_long_as_it_lives(world: World) -> None:
    here = Client()
    sign_in(here, "ana@montreval.test")
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False):
        secret = turned_on(here)
    with time_machine.travel("2026-11-23T10:05:00Z", tick=False):
        code = code_of(secret)
    for seconds, enters in ((1, True), (20, False), (45, False)):
        with time_machine.travel(f"2026-11-23T10:05:{seconds:02}Z", tick=False):
            there = Client()
            sign_in(there, "ana@montreval.test")
            there.post(SECOND, {"code": code})
            assert is_in(there) is enters, seconds


def test_the_application_counts_under_its_own_role(world: World) -> None:
    with logged_in_as("app", connection.settings_dict["NAME"]):
        for _ in range(5):
            sign_in(Client(), "ana@montreval.test", "faux")
        page = Client().post(LOGIN, {"login": "ana@montreval.test", "password": PASSWORD})
    assert "Trop d’essais" in page.content.decode()
