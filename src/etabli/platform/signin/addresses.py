"""Absolute addresses, for letters and for the terminal."""

from django.conf import settings
from django.http import HttpRequest


def absolute(path: str, request: HttpRequest | None = None) -> str:
    """The address of a path as people type it.

    The one of etabli.toml when it names one, else that of the request (ALLOWED_HOSTS has
    checked it), else this machine's.
    """
    if settings.SITE_URL:
        return f"{settings.SITE_URL}{path}"
    if request is not None:
        return request.build_absolute_uri(path)
    return f"http://localhost:8000{path}"
