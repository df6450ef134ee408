"""Whatever a form or an address is sent, the answer is a sentence: never a failure of ours."""

from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.oracles.canary import plant
from tests.world import World

BAD = (
    "\0", "a\0b", "²", "٣", "-1", "9" * 30, "9" * 5000, "1e999", "NaN", "null", "[]", "{}",
    '{"type":"doc","content":[{"type":"text"}]}', "[" * 3000,
    "01990000-0000-7000-8000-000000000000",
    "0000-00-00", "2027-02-30", "0001-01-01T00:00", "9999-12-31T23:59", "99999-01-01",
    "x" * 20_000, "é" * 300, "\r\nSet-Cookie: a=b", "javascript:alert(1)", "//evil.test", "https://[",
    "<script>alert(1)</script>", "'; --", "=1+1", "\u202e", " ",
)  # fmt: skip
EACH = 3
"""Bad values each field is sent; which ones follows from its name."""
USUAL = {"text": "Essai", "email": "x@y.test", "number": "3", "date": "2027-01-04"}
PASSED_OVER = ("csrfmiddlewaretoken", "_key")

Form = tuple[str, str, dict[str, str]]


def forms_of(page: str, path: str) -> Iterator[Form]:
    """The forms of a page: method, address, and what a hasty person would send."""
    for form in LexborHTMLParser(page).css("form"):
        told = form.attributes
        action = unescape(told.get("action") or path).split("#")[0]
        inputs = form.css("input, textarea, select, button")
        fields = {str(one.attributes["name"]): _usual(one) for one in inputs if _is_field(one)}
        yield (told.get("method") or "get").lower(), action, fields


def _is_field(one: LexborNode) -> bool:
    return bool(one.attributes.get("name")) and one.attributes.get("type") != "file"


def _usual(one: LexborNode) -> str:
    if one.tag == "select":
        return next(filter(None, (o.attributes.get("value") for o in one.css("option"))), "")
    given = one.text() if one.tag == "textarea" else one.attributes.get("value")
    return given or USUAL.get(one.attributes.get("type") or "text", "")


def asked_of(browser: Client, paths: list[str]) -> dict[tuple[str, ...], Form]:
    """One form for each field of each kind of address, from one page of each kind."""
    found: dict[tuple[str, ...], Form] = {}
    seen: set[tuple[str, ...]] = set()
    for path in paths:
        kind = kind_of(path)
        if not kind or kind in seen:
            continue
        seen.add(kind)
        answer = browser.get(path)
        assert answer.status_code < 500, path
        if "html" in answer.headers.get("Content-Type", ""):
            for method, action, fields in forms_of(answer.content.decode(), path):
                for name in fields if kind_of(action) else ():
                    key = (method, *kind_of(action), name)
                    found.setdefault(key, (method, action, fields))
    return {key: form for key, form in found.items() if key[-1] not in PASSED_OVER}


def kind_of(path: str) -> tuple[str, ...]:
    """What an address is an address of; nothing when it is not one of ours."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return ()
    step = found.kwargs.get("uid", "") if found.view_name == "engine:step" else ""
    return found.view_name, str(found.kwargs.get("app", "")), str(step)


@pytest.mark.parametrize("who", ["ana", "chloe"])
def test_bad_input_is_never_a_failure(world: World, browse, who: str) -> None:
    """Each field alone; what was sent is undone, so that the house stays as it is."""
    browser = browse(world.people[who])
    browser.raise_request_exception = False
    paths = [*plant(world).paths, *PAGES, f"/personnes/{world.ben.uid}/dossier/"]
    failed = set()
    for key, (method, action, fields) in asked_of(browser, paths).items():
        for bad in _some(key):
            with transaction.atomic():
                sent = {**fields, key[-1]: bad}
                answer = getattr(browser, method)(action, sent)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                failed.add((*key, bad[:20]))
    assert failed == set()


PAGES = ("/espaces/nouveau/", "/invitations/", "/unites/", "/nouveau/", "/compte/securite/")


def _some(key: tuple[str, ...]) -> list[str]:
    start = crc32("".join(key).encode()) % len(BAD)
    return list(islice((*BAD, *BAD), start, start + EACH))


@pytest.mark.parametrize("version", ["²", "9" * 5000, "", "-1", "99999999999999999999"])
def test_a_version_nobody_gave_is_no_version(world: World, browse, version: str) -> None:
    task = world.make("tasks", world.roads, world.ana, title="Plan")
    ana = browse(world.ana)
    for path in ("etapes/start/", "modifier/", "colonne/"):
        answer = ana.post(f"/fiches/{task.uid}/{path}", {"version": version, "title": "Plan"})
        assert answer.status_code in (302, 409, 422), path


def test_a_lane_that_is_no_value_is_said(world: World, browse) -> None:
    fault = world.make("incidents", world.roads, world.ana, title="Fuite", place={"label": "Rue"})
    for to in ("nulle part", "\0", "[" * 3000):
        answer = browse(world.ana).post(
            f"/fiches/{fault.uid}/colonne/", {"to": to, "by": "severity", "version": fault.version}
        )
        assert answer.status_code == 302


def test_a_filter_of_signs_nobody_sees_filters_nothing(world: World, browse) -> None:
    world.make("tasks", world.roads, world.ana, title="Plan", tags=["eau"])
    for name in ("f.tags", "f.state", "f.assignee", "q", "tri", "a"):
        answer = browse(world.ana).get(f"/espaces/{world.roads.uid}/tasks/vues/all/", {name: "\0"})
        assert answer.status_code in (200, 404), name
