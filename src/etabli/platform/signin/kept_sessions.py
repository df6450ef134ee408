"""Where sessions are kept: the database, and it says so when it is away."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError


class SessionStore(db.SessionStore):
    """Django takes any failure to save for a session that was closed meanwhile, and answers that
    the request was bad: after a change that was done. A database that starts again is no fault
    of whoever asks, who may send the same again.
    """

    def save(self, must_create: bool = False) -> None:
        """Raises OperationalError while the database is away, UpdateError when it was closed."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError):
                raise error.__context__ from None
            raise
