"""What the stories of sign-in share: a mailbox."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from etabli.platform.mail.posting import post_letters


@pytest.fixture
def mailbox() -> Callable[[], list[EmailMultiAlternatives]]:
    """Post what waits, and open the mailbox of everybody."""
    mail.outbox = []

    def opened() -> list[EmailMultiAlternatives]:
        post_letters()
        return list(mail.outbox)  # type: ignore[arg-type]

    return opened


def code_in(letter: EmailMultiAlternatives) -> str:
    """The code that a letter carries."""
    found = re.search(r"^    (\S+)$", str(letter.body), re.M)
    assert found, letter.body
    return found.group(1)


def path_in(letter: EmailMultiAlternatives) -> str:
    """The path of the link that a letter carries."""
    found = re.search(r"https?://[^/\s]+(/\S+)", str(letter.body))
    assert found, letter.body
    return found.group(1)
