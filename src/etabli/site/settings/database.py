"""The database, and as whom this process enters it."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from etabli.platform.db.embedded import PORT, socket_of
from etabli.platform.db.limits import ALIAS
from etabli.site.settings.here import HERE

__all__ = [
    "DATABASES",
    "DATABASE_LOGIN",
    "DATABASE_PASSWORDS",
    "DATABASE_ROUTERS",
    "DEFAULT_AUTO_FIELD",
    "KEEPS_PLANS",
]

# The least that a process can do by default: it sees what policies show.
DATABASE_LOGIN = os.environ.get("ETABLI_ROLE", "app")
DATABASE_PASSWORDS = HERE.passwords

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _place() -> dict[str, Any]:
    """Host, port, name and options of the database."""
    if not HERE.database_url:
        return {"HOST": str(socket_of(HERE.data)), "PORT": str(PORT), "NAME": "etabli"}
    url = urlsplit(HERE.database_url)
    options = dict(parse_qsl(url.query))
    return {
        "HOST": options.pop("host", "") or unquote(url.hostname or ""),
        "PORT": str(url.port or options.pop("port", "") or PORT),
        "NAME": unquote(url.path.lstrip("/")) or "etabli",
        "OPTIONS": options,
    }


def _database() -> dict[str, Any]:
    place = _place()
    login = f"etabli_{DATABASE_LOGIN}"
    return place | {
        "ENGINE": "django.db.backends.postgresql",
        "USER": login,
        "PASSWORD": HERE.passwords[login],
        # Each thread of the server keeps its connection: opening one costs more than a page.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "application_name": login.replace("_", "-"),
            # What is asked must reach the planner as literals: it plans for them.
            "server_side_binding": False,
            **place.get("OPTIONS", {}),
        },
    }


# See etabli.platform.db.planning: not through a pooler that a server of one's own may have.
KEEPS_PLANS = not HERE.database_url

# The second one only counts attempts: see etabli.platform.db.limits.
DATABASES = {"default": _database(), ALIAS: _database() | {"CONN_MAX_AGE": 60}}
DATABASE_ROUTERS = ["etabli.platform.db.limits.LimitsRouter"]
