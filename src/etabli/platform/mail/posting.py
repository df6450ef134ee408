"""Posting the letters of the box: what the worker does each time the bell rings."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.utils import timezone

from etabli.lib.text import clean_line
from etabli.platform.house.models import the_house
from etabli.platform.mail.line import Away, Line, Refused
from etabli.platform.mail.making import NotNow, make
from etabli.platform.mail.models import Letter
from etabli.platform.mail.writing import rendered
from etabli.platform.people.models import Account

log = logging.getLogger(__name__)

# Minutes before the next try; after the last one the letter is given up, its words erased.
PATIENCE = (1, 5, 15, 60, 240, 720)
# While the server is away: no letter is to blame, and all of them leave soon after it is back.
AWAY = (1, 2, 5, 10, 15)
GIVEN_UP = timedelta(days=4)
KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Written:
    """A letter as it leaves."""

    to: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str]


def post_letters(most: int = 100) -> int:
    """Post the letters that are due, and return how many left.

    Needs the role that reads the box (worker, command line). Nothing is raised for a server
    that refuses a letter, or does not answer: letters are put off.
    """
    posted = 0
    if _server_is_away():
        return posted
    with Line() as line:
        for _ in range(most):
            with transaction.atomic():
                letter = _next()
                if letter is None:
                    break
                try:
                    posted += _post(letter, line)
                except Away as error:
                    _wait_for_server(letter, error)
                    break
    return posted


def forget_letters() -> int:
    """Delete what was posted or given up more than a week ago; returns how many."""
    old = Letter.objects.filter(due_at__lt=timezone.now() - KEPT, posted_at__isnull=False)
    return old.delete()[0]


def _next() -> Letter | None:
    return (
        Letter.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("person")
        .filter(posted_at=None, due_at__lte=timezone.now())
        .order_by("due_at", "id")
        .first()
    )


def _post(letter: Letter, line: Line) -> bool:
    if letter.person and not letter.person.active:
        letter.delete()
        return False
    try:
        written = _written(letter)
        if written is None:
            letter.delete()
            return False
        line.send(_message(letter, written))
    except Refused as error:
        _put_off(letter, str(error), for_good=error.for_good)
        return False
    except NotNow as later:
        letter.due_at = later.until
        letter.save(update_fields=["due_at"])
        return False
    except Away:
        raise
    except Exception as error:
        if not connection.is_usable():
            raise  # no letter is to blame: all of them leave once the database is back
        # One letter that cannot be made must not stay in the way of the others.
        log.exception("letter %s cannot be made", letter.pk)
        _put_off(letter, repr(error))
        return False
    _over(letter)
    if letter.server_away:
        Letter.objects.filter(posted_at=None, server_away=True).update(server_away=False)
    return True


def _written(letter: Letter) -> Written | None:
    """A letter's words, found now where they were not written: None when none is left."""
    if not letter.maker:
        return Written(letter.to, letter.subject, letter.text, letter.html, {})
    account = Account.objects.filter(person=letter.person_id).values_list("email", flat=True)
    to = account.first()
    with transaction.atomic():
        made = make(letter) if to else None
    if made is None or not to:
        return None
    text, html = rendered(made.words, made.language)
    return Written(to, clean_line(made.words.subject, 200), text, html, made.headers)


def _message(letter: Letter, written: Written) -> EmailMultiAlternatives:
    sender = settings.DEFAULT_FROM_EMAIL
    message = EmailMultiAlternatives(
        written.subject,
        written.text,
        formataddr((clean_line(the_house().name, 80), sender)),
        [written.to],
        headers={
            # The same at each try: where it arrives twice, it is shown once.
            "Message-ID": f"<{letter.pk}@{sender.rpartition('@')[2]}>",
            # Automatic: out-of-office replies must not answer it (RFC 3834).
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            **written.headers,
        },
    )
    message.attach_alternative(written.html, "text/html")
    return message


def _over(letter: Letter) -> None:
    letter.posted_at = timezone.now()
    letter.text = letter.html = ""
    letter.about = {}
    letter.save()


def _put_off(letter: Letter, why: str, *, for_good: bool = False) -> None:
    letter.complaint = why[:300]
    log.warning("letter %s not posted: %s", letter.pk, letter.complaint)
    letter.attempts += 1
    if for_good or letter.attempts > len(PATIENCE):
        _over(letter)
        return
    letter.due_at = timezone.now() + timedelta(minutes=PATIENCE[letter.attempts - 1])
    letter.save()


def _server_is_away() -> bool:
    """Whether it did not answer, and the time to call again has not come."""
    waiting = Letter.objects.filter(posted_at=None, server_away=True, due_at__gt=timezone.now())
    return waiting.exists()


def _wait_for_server(letter: Letter, error: Away) -> None:
    """Put off all that is due: calling for each letter would hold the worker for hours."""
    now = timezone.now()
    log.warning("the mail server is away: %s", error)
    letter.attempts += 1
    letter.complaint = str(error)[:300]
    letter.save(update_fields=["attempts", "complaint"])
    until = now + timedelta(minutes=AWAY[min(letter.attempts, len(AWAY)) - 1])
    due = Letter.objects.filter(posted_at=None, due_at__lte=now)
    due.update(due_at=until, server_away=True, complaint=letter.complaint)
    if now - letter.written_at > GIVEN_UP:
        letter.refresh_from_db()
        _over(letter)
