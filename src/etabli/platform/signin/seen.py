"""When each session was last seen, kept to within a few minutes."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

EVERY = 300  # seconds between two notes of the same session by one process
REMEMBERED = 5_000  # sessions


class SeenMiddleware:
    """Notes when a session is used, outside the transaction of the request.

    Stands after the person is known and before the identity: reading a page is read only.
    """

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond
        self._noted: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if key and request.person is not None and self._is_time(key):  # type: ignore[attr-defined]
            UserSession.objects.filter(session_key=key).update(last_seen_at=timezone.now())
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
