"""Sessions of those who ask, without signing in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from etabli.platform.people.models import Account

LASTING = timedelta(hours=2)


def cookies_of(person: int) -> dict[str, str]:
    """The cookies of somebody who has just signed in."""
    client = Client()
    account = Account.objects.get(person_id=person)
    client.force_login(account, settings.AUTHENTICATION_BACKENDS[0])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {settings.SESSION_COOKIE_NAME: session, "csrftoken": "b" * 32}


@contextmanager
def signed_in(people: Sequence[int]) -> Iterator[list[str]]:
    """The keys of a session for each of these people, closed at the end."""
    until = timezone.now() + LASTING
    made = [
        Session(session_key=get_random_string(32), session_data=_content(one), expire_date=until)
        for one in Account.objects.filter(person_id__in=people).order_by("pk")
    ]
    Session.objects.bulk_create(made, batch_size=1000)
    try:
        yield [one.session_key for one in made]
    finally:
        Session.objects.filter(session_key__in=[one.session_key for one in made]).delete()


def _content(account: Account) -> str:
    """What Django's own sign-in would have kept."""
    kept = {
        SESSION_KEY: str(account.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: account.get_session_auth_hash(),
    }
    return SessionStore().encode(kept)
