"""EMAIL_URL: how mail leaves, in one line of the environment."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SCHEMES = {"smtp": 25, "smtp+tls": 587, "submission": 587, "smtps": 465, "smtp+ssl": 465}
"""Schemes and their ports. ``smtp`` talks plainly unless its port is 587, or ``?tls=1``."""


class BadMailAddress(ValueError):
    """EMAIL_URL cannot be read; the message says why and shows no password."""


def mail_of(url: str) -> dict[str, Any]:
    """The ``[mail]`` table that an address means.

    ``smtp+tls://login:password@host:587?from=etabli@example.org``; ``file:`` keeps mail in the
    data folder. Raises BadMailAddress.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {}
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise BadMailAddress(
            "EMAIL_URL: write smtp+tls://login:password@host:587?from=etabli@example.org"
        )
    try:
        port = parts.port or SCHEMES[parts.scheme]
    except ValueError as error:
        raise BadMailAddress("EMAIL_URL: the port is not a number.") from error
    asked = parse_qs(parts.query)
    found: dict[str, Any] = {
        "host": parts.hostname,
        "port": port,
        "login": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "ssl": parts.scheme in ("smtps", "smtp+ssl"),
        "tls": parts.scheme in ("smtp+tls", "submission") or asked.get("tls") == ["1"],
    }
    return found | ({"from": asked["from"][0]} if "from" in asked else {})
