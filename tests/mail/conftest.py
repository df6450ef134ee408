"""A mail server of this test's own, that keeps what it is given."""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.conftest import SettingsOf


@dataclass
class Post:
    """A server that may be closed, slow, or refuse some addresses."""

    port: int
    received: list[EmailMessage] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    _running: Controller | None = None

    def open(self) -> None:
        self._running = Controller(self, hostname="127.0.0.1", port=self.port)
        self._running.start()

    def close(self) -> None:
        if self._running is not None:
            self._running.stop()
        self._running = None

    async def handle_RCPT(  # noqa: N802 - the name the library calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.seconds)
        message = message_from_bytes(envelope.content or b"", policy=policy.default)
        self.received.append(message)  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def server(settings_of: SettingsOf) -> Iterator[Post]:
    """The house posts to this server, open at first."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings_of(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_USE_TLS=False,
        EMAIL_USE_SSL=False,
        EMAIL_TIMEOUT=2,
    )
    post = Post(port)
    post.open()
    yield post
    post.close()
