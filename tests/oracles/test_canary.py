"""No token is met by somebody who may not, anywhere; and the sweep notices when a wall falls."""

import html
import re
from urllib.parse import unquote

import pytest
from django.test import Client

from tests import databases
from tests.oracles.canary import Canaries, answer_text, plant

PERSONAS = ("nobody", "ana", "ben", "chloe", "dan", "guy")
LINK = re.compile(r'(?:href|src|action|hx-get|data-live-url)="(/[^"]*)"')
SKIPPED = ("/static/", "/compte/", "/live/")


def sweep(world, browse, planted: Canaries, person: str) -> dict[str, set[str]]:
    """Ask for everything as one person, following links; what leaked, by address.

    The address itself may hold the token that was searched for: it is no answer of ours.
    """
    browser = Client() if person == "nobody" else browse(world.people[person])
    browser.raise_request_exception = False
    queue, seen, leaked = list(planted.paths), set(), {}
    while queue:
        path = queue.pop()
        if path in seen or path.startswith(SKIPPED):
            continue
        seen.add(path)
        answer = browser.get(path)
        assert answer.status_code < 500, (person, path)
        text = answer_text(answer)
        echoed = set(re.findall(r"zq[a-z]+\d+qz", unquote(path)))
        if found := planted.leaks(person, html.unescape(text)) - echoed:
            leaked[path] = found
        if len(seen) < 700:
            queue += [html.unescape(link).split("#")[0] for link in LINK.findall(text)]
    return leaked


@pytest.mark.parametrize("person", PERSONAS)
def test_nobody_meets_what_is_not_hers(world, browse, person):
    planted = plant(world)
    assert sweep(world, browse, planted, person) == {}


def test_the_sweep_is_not_blind(world, browse):
    """Each token is met by somebody it is for: otherwise its absence would prove nothing."""
    planted = plant(world)
    met = set()
    browser = browse(world.ana)
    for path in planted.paths:
        met |= set(re.findall(r"zq[a-z]+\d+qz", answer_text(browser.get(path))))
    assert set(planted.allowed) - met == set()


@pytest.mark.parametrize("table", ["items_item", "items_itempart"])
def test_the_sweep_notices_a_policy_that_is_gone(world, browse, table):
    planted = plant(world)
    databases.as_owner(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    assert sweep(world, browse, planted, "dan") != {}
