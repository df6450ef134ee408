"""The sessions of an account: where one is signed in, since when, and how to end it."""

import re
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.utils.translation import gettext as _

# The first that matches names the browser: Edge and Opera say Chrome too, Chrome says Safari.
BROWSERS = (
    ("Edg(e|A|iOS)?/", "Edge"),
    ("OPR/", "Opera"),
    ("(Firefox|FxiOS)/", "Firefox"),
    ("(Chrome|CriOS|Chromium)/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone|iPad", "iOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X|Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Seat:
    """One place where an account is signed in."""

    id: int
    device: str
    phone: bool
    since: datetime
    seen: datetime
    current: bool


def seats_of(account_id: int, current_key: str) -> list[Seat]:
    """Where an account is signed in, the current place first, then the latest seen."""
    seats = [
        Seat(
            id=session.pk,
            device=device_named(session.user_agent),
            phone=bool(re.search("iPhone|Android.*Mobile", session.user_agent)),
            since=session.created_at,
            seen=session.last_seen_at,
            current=session.session_key == current_key,
        )
        for session in UserSession.objects.filter(user_id=account_id)
        if _store(session.session_key).exists(session.session_key)
    ]
    return sorted(seats, key=lambda seat: (not seat.current, -seat.seen.timestamp()))


def end_sessions(account_id: int, *, seat_id: int | None = None, keep: str = "") -> int:
    """End one session of an account, or all but the one whose key is ``keep``.

    Returns how many ended; an unknown ``seat_id`` ends none.
    """
    sessions: QuerySet[UserSession] = UserSession.objects.filter(user_id=account_id)
    if seat_id is not None:
        sessions = sessions.filter(pk=seat_id)
    ended = 0
    for session in sessions.exclude(session_key=keep):
        _store(session.session_key).delete(session.session_key)
        session.delete()
        ended += 1
    return ended


def device_named(user_agent: str) -> str:
    """« Firefox, Windows »: the family, never the version."""
    browser = _first(BROWSERS, user_agent) or _("Another browser")
    system = _first(SYSTEMS, user_agent)
    return f"{browser}, {system}" if system else browser


def _first(families: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for pattern, name in families if re.search(pattern, user_agent)), "")


def _store(key: str) -> SessionBase:
    store: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return store
