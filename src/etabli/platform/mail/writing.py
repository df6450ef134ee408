"""Writing a letter."""

from dataclasses import dataclass
from email.utils import parseaddr

from django.template.loader import render_to_string
from django.utils import translation

from etabli.lib.text import clean_line
from etabli.platform.events.log import Fact, emit
from etabli.platform.house.models import the_house
from etabli.platform.mail.models import Letter
from etabli.ui.brand import roles


@dataclass(frozen=True)
class Entry:
    """One thing of a list: what it is, where it is, what happened, and words quoted from it,
    each with who said them.
    """

    title: str
    url: str
    lines: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Part:
    """Some things under a heading ('' for none)."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Words:
    """What a letter says: the same words make its text and its HTML.

    ``button`` is a label and an absolute address; ``code`` is shown large; ``notes`` come
    last, smaller, then ``links``, each a label and an absolute address.
    """

    subject: str
    lines: tuple[str, ...]
    greeting: str = ""
    parts: tuple[Part, ...] = ()
    button: tuple[str, str] | None = None
    code: str = ""
    notes: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def write(words: Words, *, to: str, language: str, person_id: int | None = None) -> None:
    """Put a letter in the box, in this transaction; the worker posts it after the commit.

    ``language`` is that of ``words``. Raises ValueError for an address that is not one.
    """
    if not parseaddr(to)[1] or any(character in to for character in "\r\n,;"):
        raise ValueError(f"not one address: {to!r}")
    text, html = rendered(words, language)
    Letter.objects.create(
        to=to, person_id=person_id, subject=clean_line(words.subject, 200), text=text, html=html
    )
    emit(Fact("letter_written"))


def rendered(words: Words, language: str) -> tuple[str, str]:
    """A letter's text and HTML."""
    house = the_house()
    with translation.override(language):
        solid, night = roles(house.colour)["solid"]
        filled = {
            "words": words,
            "house": house,
            "language": language,
            "solid": solid,
            "night": night,
        }
        return (
            render_to_string("mail/letter.txt", filled, using="jinja2"),
            render_to_string("mail/letter.html", filled, using="jinja2"),
        )
