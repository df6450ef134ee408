"""When each session was last seen, to within a few minutes; one left for two weeks is over."""

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from threading import Lock

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

EVERY = 300  # seconds between two looks at the same session by one process
REMEMBERED = 5_000  # sessions
IDLE = timedelta(days=14)


class SeenMiddleware:
    """Notes when a session is used, outside the transaction of the request.

    Stands before the person's transaction: reading a page is read only.
    A session lasts thirty days at most, and two weeks without being used.
    """

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond
        self._noted: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key if request.user.is_active else None
        if key and self._is_time(key) and _note(key):
            logout(request)
        return self.respond(request)

    def _is_time(self, key: str) -> bool:
        now = time.monotonic()
        with self._lock:
            if now - self._noted.get(key, -EVERY) < EVERY:
                return False
            self._noted[key] = now
            self._noted.move_to_end(key)
            while len(self._noted) > REMEMBERED:
                self._noted.popitem(last=False)
        return True


def _note(key: str) -> bool:
    """Note that a session is used; whether it had been left for too long."""
    session = UserSession.objects.filter(session_key=key).first()
    if session is None:
        return False
    if session.last_seen_at < timezone.now() - IDLE:
        session.delete()
        return True
    UserSession.objects.filter(pk=session.pk).update(last_seen_at=timezone.now())
    return False
