"""Letters: posted once, to one person, or not at all."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import DatabaseError
from django.utils import timezone

from etabli.platform.db.identity import acting
from etabli.platform.mail.models import Letter
from etabli.platform.mail.posting import GIVEN_UP, forget_letters, post_letters
from etabli.platform.mail.writing import Words, write
from etabli.platform.people.leaving import deactivate
from tests.world import World

WORDS = Words(subject="Bonjour\r\nBcc: x@y.fr", lines=("Un <b>mot</b> & un code",), code="AB12")


@pytest.fixture(autouse=True)
def empty_box(monkeypatch: pytest.MonkeyPatch) -> None:
    mail.outbox = []


def test_a_letter_leaves_once_and_its_words_are_forgotten(world: World) -> None:
    write(WORDS, to="ana@montreval.test", language="fr", person_id=world.ana.pk)
    assert (post_letters(), post_letters()) == (1, 0)
    sent = mail.outbox[0]
    assert sent.to == ["ana@montreval.test"]
    assert sent.subject == "Bonjour Bcc: x@y.fr", "a subject is one line"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    kept = Letter.objects.get()
    assert (kept.text, kept.html) == ("", "")


def test_the_same_words_in_text_and_in_html(world: World) -> None:
    write(WORDS, to="ana@montreval.test", language="fr")
    post_letters()
    sent: Any = mail.outbox[0]
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    assert "Un <b>mot</b> & un code" in sent.body
    assert "Un &lt;b&gt;mot&lt;/b&gt; &amp; un code" in html
    assert 'lang="fr"' in html


@pytest.mark.parametrize("to", ["", "a@b.fr, c@d.fr", "a@b.fr\nBcc: c@d.fr", "a@b.fr;c@d.fr"])
def test_a_letter_has_one_address(world: World, to: str) -> None:
    with pytest.raises(ValueError, match="not one address"):
        write(WORDS, to=to, language="fr")


def test_i4_who_left_meanwhile_gets_nothing(world: World) -> None:
    write(WORDS, to="ana@montreval.test", language="fr", person_id=world.ana.pk)
    deactivate(world.ana, by=None)
    assert post_letters() == 0
    assert mail.outbox == []
    assert not Letter.objects.exists()


def test_f8_a_server_that_refuses_puts_letters_off(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(WORDS, to="ana@montreval.test", language="fr")
    before = settings.EMAIL_BACKEND
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
    monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
    monkeypatch.setattr(settings, "EMAIL_PORT", 9)
    assert post_letters() == 0
    kept = Letter.objects.get()
    assert kept.attempts == 1
    assert kept.due_at > timezone.now()
    assert kept.complaint
    monkeypatch.setattr(settings, "EMAIL_BACKEND", before)
    assert post_letters() == 0, "not before its time"
    Letter.objects.update(due_at=timezone.now())
    assert post_letters() == 1


def test_a_letter_that_never_leaves_is_given_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(WORDS, to="ana@montreval.test", language="fr")
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
    monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
    monkeypatch.setattr(settings, "EMAIL_PORT", 9)
    for age in (timedelta(hours=1), GIVEN_UP * 2):
        assert Letter.objects.get().posted_at is None
        now = timezone.now()
        Letter.objects.update(due_at=now, written_at=now - age)
        post_letters()
    kept = Letter.objects.get()
    assert kept.posted_at
    assert kept.text == ""
    Letter.objects.update(due_at=timezone.now() - timedelta(days=8))
    assert forget_letters() == 1


def test_the_web_does_not_open_the_box(world: World) -> None:
    with acting(world.ana):
        write(WORDS, to="ana@montreval.test", language="fr")
    for look in (Letter.objects.count, Letter.objects.all().delete):
        with pytest.raises(DatabaseError), acting(world.chloe):
            look()
    assert Letter.objects.count() == 1
