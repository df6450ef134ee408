"""Logs without secrets.

A log is read by people who may not read the network. What a request carries, one-time links, and
the values of fields whose name says that they are secret do not enter it.
"""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import Processor

HIDDEN = "•••"
LONGEST = 16_000
"""Signs of one value in a line: a trace of the deepest error fits, a flood does not."""

SECRET_NAMES = re.compile(
    r"pass(word|phrase|wd)?$|secret|token|cookie|authorization|credential|^key$|_key$|session", re.I
)

# A path segment or parameter of 20 signs or more, digits among them, that is neither a public id
# nor a file of code: a one-time link.
LONG_SIGNS = re.compile(
    r"(?<=[/=:])(?![0-9a-f]{8}-)(?![^/\s\"]*\.(?:py|so))(?=[^/\s]*\d)[\w\-.:]{20,}(?=[/?&\s\"']|$)"
)

# psycopg quotes the row that broke a constraint, Django the form that it could not read.
ROW = re.compile(r"(DETAIL:|CONTEXT:|Failing row contains).*", re.S)

# The name of a file is what somebody called it, and stands at the end of its address.
FILE_NAME = re.compile(r"(/fichiers/[0-9a-f-]{36}/)(?!vignette(?![^\s\"]))[^\s?\"']+")

URL_PASSWORD = re.compile(r"(?<=://)([^:/@\s]+):[^@/\s]+(?=@)")


Event = MutableMapping[str, Any]


def redact(_logger: object, _name: str, event: Event) -> Event:
    """Hide the values of secret fields, one-time links, rows and passwords in addresses."""
    for name, value in list(event.items()):
        if SECRET_NAMES.search(name):
            event[name] = HIDDEN
        elif isinstance(value, str):
            event[name] = redacted(_bounded(value))
    return event


def _bounded(text: str) -> str:
    """The beginning and the end of what is long: both say where an error comes from."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]} … {text[-half:]}"


def redacted(text: str) -> str:
    """A text without the secrets that can be told by their form."""
    text = URL_PASSWORD.sub(rf"\1:{HIDDEN}", text)
    text = ROW.sub(HIDDEN, text)
    text = FILE_NAME.sub(rf"\1{HIDDEN}", text)
    return LONG_SIGNS.sub(HIDDEN, text)


def drop_request(_logger: object, _name: str, event: Event) -> Event:
    """Keep a request's method and person, not the request: its repr has the query in it."""
    record = event.get("_record")
    request = getattr(record, "request", None)
    if request is not None and hasattr(request, "method"):
        event["method"] = request.method
        event["person"] = getattr(getattr(request, "person", None), "pk", None)
    return event


def pre_chain() -> list[Processor]:
    """What is added to every line, ours and those of libraries."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def without_secrets(*, pretty: bool) -> list[Processor]:
    """From an event to its line: coloured for a person who looks on, JSON otherwise."""
    render: Processor
    if pretty:
        render = structlog.dev.ConsoleRenderer(exception_formatter=_plain_traceback)
    else:
        render = structlog.processors.JSONRenderer(ensure_ascii=False)
    return [
        drop_request,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        # To text first: an exception's message is as talkative as any other.
        structlog.processors.format_exc_info,
        redact,
        render,
    ]


def configure_structlog() -> None:
    """Send our own lines through the standard library's loggers, as everybody else's."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *pre_chain(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _plain_traceback(stream: Any, exception: Any) -> None:
    structlog.dev.plain_traceback(stream, exception)
