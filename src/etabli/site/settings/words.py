"""Language, time and the catalogues of translations."""

import os
from pathlib import Path

from etabli.site.settings.here import HERE

__all__ = [
    "LANGUAGES",
    "LANGUAGE_CODE",
    "LANGUAGE_COOKIE_HTTPONLY",
    "LANGUAGE_COOKIE_SAMESITE",
    "LOCALE_PATHS",
    "TIME_ZONE",
    "USE_I18N",
    "USE_TZ",
]

USE_I18N = True
LANGUAGE_CODE = HERE.language
LANGUAGES = [("fr", "Français"), ("en", "English")]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# The catalogues of all apps, compiled into one: the program's own folder is never written to.
LOCALE_PATHS = [Path(os.environ.get("ETABLI_CATALOGUES") or HERE.data / "cache" / "locale")]

USE_TZ = True
TIME_ZONE = HERE.time_zone
