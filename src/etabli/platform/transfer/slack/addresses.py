"""Addresses of an export, kept without the keys that open them.

Exports carry links to files with a token in them: whoever has the link reads the file, for
as long as the token lives. What an import keeps must ask its reader to sign in.
"""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from etabli.lib.text import clean_line

SLACK_HOSTS = ("slack.com", "slack-files.com", "slack-edge.com")
KEYS = frozenset(
    [
        "token",
        "access_token",
        "auth_token",
        "api_key",
        "apikey",
        "pub_secret",
        "secret",
        "sig",
        "signature",
        "x-amz-signature",
        "x-amz-security-token",
        "x-amz-credential",
    ]
)
# A time in a video is « t » too: only Slack's own tokens start with xox.
_TOKEN = re.compile(r"(?<=[?&])(?:(?:token|pub_secret)=|t=(?=xox))[^\s<>|&#]*")


def address(value: Any) -> str:
    """A web address without tokens, or an empty text for anything else."""
    given = clean_line(value, 2_000) if isinstance(value, str) else ""
    try:
        parts = urlsplit(given)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or " " in given:
        return ""
    # The name and password of « https://ana:secret@host/ » go too.
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, place, parts.path, _query(host, parts.query), parts.fragment))


def without_tokens(words: str) -> str:
    """A text whose links have lost their tokens."""
    return _TOKEN.sub("", words) if "=" in words else words


def _query(host: str, query: str) -> str:
    if any(host == slack or host.endswith("." + slack) for slack in SLACK_HOSTS):
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    if not any(_opens(name, value) for name, value in pairs):
        return query
    return urlencode([pair for pair in pairs if not _opens(*pair)])


def _opens(name: str, value: str) -> bool:
    return name.lower() in KEYS or value.startswith("xox")
