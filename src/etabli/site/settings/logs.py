"""One log, on stderr: a line per event that a machine can read, and no secret in it."""

import os
import sys

from etabli.site.redaction import configure_structlog, pre_chain, without_secrets

__all__ = ["LOGGING"]

_pretty = sys.stderr.isatty() and not os.environ.get("ETABLI_LOG_JSON")

configure_structlog()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "foreign_pre_chain": pre_chain(),
            "processors": without_secrets(pretty=_pretty),
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("ETABLI_LOG", "INFO").upper()},
    "loggers": {
        # Django would mail errors and colour its own lines.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Its debug lines are SQL with people's words in it.
        "django.db.backends": {"level": "WARNING"},
        "django.template": {"level": "WARNING"},
        "asyncio": {"level": "WARNING"},
    },
}
