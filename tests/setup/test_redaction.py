"""No secret enters the log."""

import json
import logging

import pytest
import structlog
from django.test import RequestFactory

from etabli.site.redaction import HIDDEN, pre_chain, redacted, without_secrets

LINK = "/installation/9sX2kQ7vLm4TzR8bNc1W-pYd6Hf3Jg5Ae0UiOq"


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (f"GET {LINK}/ 404", "9sX2kQ7v"),
        ("connect to postgresql://admin:hunter2@db/etabli", "hunter2"),
        ("/fichiers/0197f1c2-7b1e-7c3a-9f7e-2f0d3a4b5c6d/licenciement-ben.pdf", "ben"),
        ("duplicate key\nDETAIL:  Key (email)=(ana@example.org) already exists.", "ana@"),
        ("Failing row contains (12, Ana, secret words).", "secret words"),
        ("/compte/password/reset/key/3-cabc12-0123456789abcdef0123456789abcdef/", "0123456789"),
    ],
)
def test_what_can_be_told_by_its_form_is_hidden(text: str, gone: str) -> None:
    assert gone not in redacted(text)
    assert HIDDEN in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "/fiches/0197f1c2-7b1e-7c3a-9f7e-2f0d3a4b5c6d/",
        "/fichiers/0197f1c2-7b1e-7c3a-9f7e-2f0d3a4b5c6d/vignette",
        'File "/site-packages/django/core/handlers/wsgi_with_a_long_name2.py", line 124',
        "PostgreSQL 18.4 runs in /var/lib/etabli/postgres",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redacted(text) == text


def said(caplog_record: logging.LogRecord) -> str:
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=pre_chain(), processors=without_secrets(pretty=False)
    )
    return formatter.format(caplog_record)


def test_an_exception_is_told_without_what_it_carried() -> None:
    error = ValueError("connection to postgresql://etabli_sys:hunter2@/etabli failed")
    found = (ValueError, error, None)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", (), found)
    line = said(record)
    assert "hunter2" not in line
    assert "ValueError" in line


def test_fields_named_like_secrets_are_hidden() -> None:
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "signed in", (), None)
    record.msg = {"event": "signed in", "password": "hunter2", "csrf_token": "abc", "who": 12}
    record.__dict__["_from_structlog"] = True
    record.__dict__["_name"] = "info"
    record.__dict__["_logger"] = logging.getLogger("x")
    line = json.loads(said(record))
    assert line["password"] == line["csrf_token"] == HIDDEN
    assert line["who"] == 12


def test_a_request_leaves_its_method_and_person_alone() -> None:
    record = logging.LogRecord(
        "django.request", logging.WARNING, __file__, 1, "Not Found", (), None
    )
    record.__dict__["request"] = RequestFactory().get("/?q=private+words")
    line = said(record)
    assert "private" not in line
    assert json.loads(line)["method"] == "GET"
