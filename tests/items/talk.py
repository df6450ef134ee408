"""Talking as a browser does."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from etabli.platform.items.models import Comment, Item

HTMX = {"HX-Request": "true", "HX-Target": "section#discussion"}


def discussion(browser: Client, item: Item, **query: str) -> str:
    """The part of the page in which an item is discussed, as this browser gets it."""
    answer = browser.get(f"/fiches/{item.uid}/commentaires/", query, headers=HTMX)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def say(browser: Client, item: Item, text: str, **fields: Any) -> HttpResponse:
    """Send a message with the composer, without JavaScript."""
    return browser.post(f"/fiches/{item.uid}/commentaires/", {"body": text} | fields)


def said(browser: Client, item: Item, text: str, **fields: Any) -> Comment:
    """The message that was sent, which the house took."""
    answer = say(browser, item, text, **fields)
    assert answer.status_code == 302, answer.content.decode()
    return Comment.objects.filter(item=item).latest("pk")


def answered(browser: Client, comment: Comment, text: str) -> Comment:
    """An answer to a message."""
    sent = browser.post(f"/commentaires/{comment.uid}/reponse/", {"body": text})
    assert sent.status_code == 302, sent.content.decode()
    return Comment.objects.filter(item=comment.item_id).latest("pk")
