"""The line to the mail server: one for several letters."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection


class Away(Exception):
    """The mail server does not answer, or does not know us: no letter is to blame."""


class Refused(Exception):
    """The server has refused one letter. ``for_good``: there is nobody at that address."""

    def __init__(self, why: str, *, for_good: bool) -> None:
        super().__init__(why)
        self.for_good = for_good


class Line:
    """Opened at the first letter, held until the last one."""

    def __init__(self) -> None:
        self._connection: Any = get_connection()
        self._holds = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._holds:
            self._connection.close()

    def send(self, message: EmailMessage) -> None:
        """Hand over one letter. Raises Away or Refused."""
        self._open()
        try:
            self._connection.send_messages([message])
        except SMTPRecipientsRefused as error:
            codes = [code for code, _why in error.recipients.values()]
            raise Refused(str(error), for_good=all(code >= 500 for code in codes)) from error
        except (SMTPServerDisconnected, OSError) as error:
            # SMTPException is an OSError too: what the server said about this letter is not.
            if isinstance(error, SMTPException) and not isinstance(error, SMTPServerDisconnected):
                raise Refused(str(error), for_good=False) from error
            raise Away(str(error) or type(error).__name__) from error

    def _open(self) -> None:
        if not self._holds:
            return
        try:
            self._connection.open()
        except (OSError, SMTPException) as error:
            self._connection.connection = None
            raise Away(str(error) or type(error).__name__) from error
