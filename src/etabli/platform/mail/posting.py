"""Posting the letters of the box: what the worker does each time the bell rings."""

import logging
from datetime import timedelta
from email.utils import formataddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from etabli.platform.house.models import the_house
from etabli.platform.mail.models import Letter

log = logging.getLogger(__name__)

# Minutes before the next try; after the last one the letter is given up, its words erased.
PATIENCE = (1, 5, 15, 60, 240, 720)
KEPT = timedelta(days=7)


def post_letters(most: int = 100) -> int:
    """Post the letters that are due, and return how many left.

    Needs the role that reads the box (worker, command line). A refusal of the mail server
    puts the letter off; nothing is raised for it.
    """
    posted = 0
    for _ in range(most):
        with transaction.atomic():
            letter = _next()
            if letter is None:
                break
            posted += _post(letter)
    return posted


def forget_letters() -> int:
    """Delete what was posted or given up more than a week ago; returns how many."""
    old = Letter.objects.filter(due_at__lt=timezone.now() - KEPT, text="")
    return old.delete()[0]


def _next() -> Letter | None:
    return (
        Letter.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("person")
        .filter(posted_at=None, due_at__lte=timezone.now())
        .order_by("due_at")
        .first()
    )


def _post(letter: Letter) -> bool:
    if letter.person and not letter.person.active:
        letter.delete()
        return False
    try:
        _message(letter).send()
    except (OSError, SMTPException) as error:
        _put_off(letter, error)
        return False
    letter.posted_at = timezone.now()
    letter.text = letter.html = ""
    letter.save()
    return True


def _message(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        formataddr((the_house().name, settings.DEFAULT_FROM_EMAIL)),
        [letter.to],
        # Automatic: out-of-office replies must not answer it (RFC 3834).
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def _put_off(letter: Letter, error: Exception) -> None:
    letter.complaint = str(error)[:300]
    log.warning("letter %s not posted: %s", letter.pk, letter.complaint)
    if letter.attempts < len(PATIENCE):
        letter.due_at = timezone.now() + timedelta(minutes=PATIENCE[letter.attempts])
    else:
        letter.posted_at = timezone.now()
        letter.text = letter.html = ""
    letter.attempts += 1
    letter.save()
