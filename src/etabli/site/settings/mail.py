"""How mail leaves: EMAIL_URL, else the ``[mail]`` table of etabli.toml; files without either."""

from etabli.site.settings.here import HERE

__all__ = [
    "DEFAULT_FROM_EMAIL",
    "EMAIL_BACKEND",
    "EMAIL_FILE_PATH",
    "EMAIL_HOST",
    "EMAIL_HOST_PASSWORD",
    "EMAIL_HOST_USER",
    "EMAIL_PORT",
    "EMAIL_TIMEOUT",
    "EMAIL_USE_SSL",
    "EMAIL_USE_TLS",
    "SERVER_EMAIL",
]

_mail = HERE.mail
_kind = "smtp" if _mail.get("host") else "filebased"

EMAIL_BACKEND = f"django.core.mail.backends.{_kind}.EmailBackend"
EMAIL_FILE_PATH = HERE.data / "mail"
EMAIL_HOST = str(_mail.get("host", ""))
EMAIL_PORT = int(_mail.get("port", 587))
EMAIL_HOST_USER = str(_mail.get("login", ""))
EMAIL_HOST_PASSWORD = str(_mail.get("password", ""))
EMAIL_USE_SSL = bool(_mail.get("ssl", EMAIL_PORT == 465))
EMAIL_USE_TLS = bool(_mail.get("tls", EMAIL_PORT == 587)) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = str(_mail.get("from", "etabli@localhost"))
