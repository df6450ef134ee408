"""Pages and fragments: one view answers both."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.messages.storage.base import Message
from django.http import HttpResponse, HttpResponseRedirect
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.test import RequestFactory

from etabli.ui.render import fragment, page, toasted, wanted_block
from tests.ui.world import SHELL

CONTEXT = {"shell": SHELL}


class Tray(list[Message]):
    """Stands for Django's message storage."""

    def add(self, level: int, text: str, extra_tags: str) -> None:
        self.append(Message(level, text, extra_tags))


@pytest.fixture(autouse=True)
def _screens(backend: Jinja2, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    real = engines["jinja2"]
    monkeypatch.setattr(backend, "name", "jinja2")
    monkeypatch.setitem(engines._engines, "jinja2", backend)
    yield
    assert engines["jinja2"] is backend or engines["jinja2"] is real


def ask(**headers: str) -> Any:
    request = RequestFactory().get(
        "/", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    request._messages = Tray()
    return request


def htmx(target: str = "ul#list", kind: str = "partial") -> Any:
    return ask(HX_Request="true", HX_Target=target, HX_Request_Type=kind)


def test_a_browser_gets_the_whole_page() -> None:
    answer = page(ask(), "hello.html", CONTEXT)
    assert "<!doctype html>" in answer.text
    assert "HX-Target" in answer["Vary"]


def test_htmx_gets_the_block_named_like_its_target() -> None:
    answer = page(htmx(), "hello.html", CONTEXT)
    assert answer.text.strip().startswith('<ul id="list">')


def test_htmx_gets_the_whole_page_when_no_block_has_that_name() -> None:
    assert "<!doctype html>" in page(htmx("div#elsewhere"), "hello.html", CONTEXT).text
    assert "<!doctype html>" in page(htmx("div"), "hello.html", CONTEXT).text


def test_htmx_gets_the_whole_page_when_it_picks_by_itself() -> None:
    assert "<!doctype html>" in page(htmx(kind="full"), "hello.html", CONTEXT).text


def test_dashes_of_an_id_are_underscores_of_a_block() -> None:
    assert wanted_block(htmx("section#task-list")) == "task_list"


def test_the_status_is_the_view_s() -> None:
    assert page(htmx(), "hello.html", CONTEXT, status=422).status_code == 422


def test_a_fragment_is_always_that_block() -> None:
    assert fragment(ask(), "hello.html", "list", CONTEXT).text.strip().startswith("<ul")


def test_a_confirmation_comes_at_once_for_htmx_even_with_accents() -> None:
    answer = toasted(HttpResponse(), htmx(), "C’est noté.", undo_url="/annuler/")
    assert json.loads(answer["HX-Trigger"])["toast"] == {"text": "C’est noté.", "undo": "/annuler/"}
    assert answer["HX-Trigger"].isascii()


def test_a_confirmation_waits_for_the_page_that_a_redirect_leads_to() -> None:
    request = htmx()
    answer = toasted(HttpResponseRedirect("/x/"), request, "C’est noté.")
    assert "HX-Trigger" not in answer
    assert [str(message) for message in request._messages] == ["C’est noté."]


def test_a_fragment_says_what_was_waiting_to_be_said() -> None:
    request = htmx()
    toasted(HttpResponseRedirect("/x/"), request, "Enregistré.")
    assert (
        json.loads(page(request, "hello.html", CONTEXT)["HX-Trigger"])["toast"]["text"]
        == "Enregistré."
    )
