"""Who comes in: from the session cookie to the person."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import constant_time_compare

from etabli.platform.live import lookups
from etabli.platform.live.standing import Visitor, digest
from etabli.platform.people.models import Account

LONGEST_KEY = 40


async def visitor_of(connection: lookups.Connection, key: str) -> Visitor | None:
    """Who holds a session, as Django's own sign-in would find; None for nobody."""
    if not key.isalnum() or len(key) > LONGEST_KEY:
        return None
    found = await lookups.session_of(connection, key)
    if found is None or not found[1]:
        return None
    content: dict[str, Any] = SessionStore(key).decode(found[0])
    if content.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    account_id = int(content[SESSION_KEY])
    account = await lookups.account_of(connection, account_id)
    if account is None:
        return None
    person_id, password = account
    if not _password_unchanged(content.get(HASH_SESSION_KEY, ""), password):
        return None
    return Visitor(key, account_id, person_id, digest(password))


def _password_unchanged(kept: str, password: str) -> bool:
    account = Account(password=password)
    hashes = [account.get_session_auth_hash(), *account.get_session_auth_fallback_hash()]
    return any(constant_time_compare(kept, known) for known in hashes)
