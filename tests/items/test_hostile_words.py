"""Whatever is typed stays words."""

import json
from html.parser import HTMLParser

import pytest

from etabli.platform.people.models import Person
from tests.items.talk import discussion, said, say

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[clic](javascript:alert(1))",
    "[clic](JaVaScRiPt&colon;alert(1))",
    "[clic](data:text/html;base64,PHNjcmlwdD4=)",
    "[clic](vbscript:msgbox)",
    "![x](javascript:alert(1))",
    '"><svg/onload=alert(1)>',
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href='x' onclick='alert(1)'>x</a>",
    "{{ 123456 * 7 }} {% raw %} ${123456*7}",
    "<style>*{display:none}</style>",
    "</textarea><script>alert(1)</script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "\u202eevil\u202c \u200b\ufeff\x00\x1b[31m",
]
NEVER = {"iframe", "object", "embed", "style", "math", "base", "meta", "mglyph", "link"}


class Page(HTMLParser):
    """A page read as a browser reads it: what would run in it is noted."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.running: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        if tag in NEVER or (tag == "script" and "nonce" not in known and "type" not in known):
            self.running.append(tag)
        for name, value in attributes:
            if name.startswith("on") or name in ("srcdoc", "style") or _leads_out(name, value):
                self.running.append(f"{tag} {name}={value}")


def _leads_out(name: str, value: str | None) -> bool:
    schemes = ("/", "#", "?", "https:", "http:", "mailto:")
    leads = name in ("href", "src", "action", "formaction", "xlink:href")
    return leads and not (value or "").strip().lower().startswith(schemes)


@pytest.fixture
def item(world):
    return world.make("questions", world.roads, world.ana, title="Quel sable ?")


def inert(page: str) -> str:
    body = page.partition("<main")[2] or page
    assert not Page(body).running
    return body


@pytest.mark.parametrize("text", HOSTILE)
def test_b1_in_a_message(world, browse, item, text):
    ana = browse(world.ana)
    said(ana, item, f"avant {text} après")
    page = inert(discussion(browse(world.ben), item))
    assert "avant" in page and "864192" not in page


def test_b1_in_documents_made_by_hand(world, browse, item):
    ana = browse(world.ana)
    text = {"type": "text", "text": "x"}
    for node in (
        text | {"marks": [{"type": "link", "attrs": {"href": "javascript:alert(1)"}}]},
        text | {"marks": [{"type": "link", "attrs": {"href": "https://a.test", "onclick": "x()"}}]},
        text | {"marks": [{"type": "script"}]},
        {"type": "mention", "attrs": {"kind": "person", "uid": '"><script>', "label": "x"}},
        {"type": "mention", "attrs": {"kind": "person", "uid": str(world.ben.uid),
                                      "label": "<script>alert(1)</script>"}},
        {"type": "item_link", "attrs": {"uid": str(item.uid), "label": "<img src=x onerror=a>"}},
        {"type": "html", "html": "<script>"},
    ):  # fmt: skip
        document = {"type": "doc", "content": [{"type": "paragraph", "content": [node]}]}
        assert say(ana, item, json.dumps(document)).status_code in (302, 422)
    inert(discussion(browse(world.ben), item))


def test_b1_in_names(world, browse):
    hostile = '<img src=x onerror="alert(1)">'
    Person.objects.filter(pk=world.ben.pk).update(name=hostile)
    world.ben.refresh_from_db()
    world.roads.name = hostile
    world.roads.save()
    item = world.make("questions", world.roads, world.ben, title=hostile)
    said(browse(world.ben), item, "Bonjour")
    ana = browse(world.ana)
    for path in (
        f"/fiches/{item.uid}/commentaires/",
        f"/fiches/{item.uid}/historique/",
        f"/fiches/{item.uid}/liens/",
        f"/fiches/{item.uid}/reactions/",
    ):
        inert(ana.get(path).content.decode())
    said(ana, item, f"Merci [@x](person:{world.ben.uid})")
    inert(discussion(ana, item))
    browse(world.ben).post(f"/fiches/{item.uid}/corbeille/")
    inert(ana.get("/corbeille/").content.decode())


def test_b11_texts_that_nest_or_repeat_are_refused_quickly(world, browse, item):
    ana = browse(world.ana)
    deep = {"type": "paragraph"}
    for _ in range(200):
        deep = {"type": "blockquote", "content": [deep]}
    for text in (
        json.dumps({"type": "doc", "content": [deep]}),
        "[" * 5000 + "a" + "]" * 5000,
        "> " * 3000 + "a",
        "*" * 20_000,
        "`" * 20_000,
        "* a\n" * 9_000,
        "@a " * 9_000,
    ):
        assert say(ana, item, text).status_code in (302, 422)
