"""What browsers are told, what servers accept."""

import os
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from etabli.site.settings.here import HERE

__all__ = [
    "ALLAUTH_TRUSTED_PROXY_COUNT",
    "ALLOWED_HOSTS",
    "CONTENT_SECURITY_POLICY",
    "CSRF_COOKIE_HTTPONLY",
    "CSRF_COOKIE_SAMESITE",
    "CSRF_COOKIE_SECURE",
    "CSRF_FAILURE_VIEW",
    "CSRF_TRUSTED_ORIGINS",
    "DATA_UPLOAD_MAX_MEMORY_SIZE",
    "DATA_UPLOAD_MAX_NUMBER_FIELDS",
    "FILES_LIMIT",
    "FILE_UPLOAD_HANDLERS",
    "PASSWORD_HASHERS",
    "SECRET_KEY",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "SECURE_REFERRER_POLICY",
    "SESSION_COOKIE_AGE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_SECURE",
    "SESSION_ENGINE",
    "SITE_URL",
    "X_FRAME_OPTIONS",
]

SECRET_KEY = HERE.secret_key

SITE_URL = HERE.url
"""The address people type, when etabli.toml names one: links in mails start with it."""

_url = urlsplit(HERE.url)
_https = _url.scheme == "https"

ALLOWED_HOSTS = [
    *filter(None, [_url.hostname]),
    *HERE.hosts,
    *filter(None, os.environ.get("ETABLI_HOSTS", "").split(",")),
    "localhost",
    ".localhost",
    "127.0.0.1",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [HERE.url] if _https else []

# Behind a proxy that ends TLS, and only then: anybody could send this header otherwise.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _https else 0  # whose address rate limits count
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "etabli.platform.signin.kept_sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600

CSRF_FAILURE_VIEW = "etabli.ui.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# Of a form without its files, which go to disk.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

FILES_LIMIT = 25_000_000
"""Bytes of one file at most."""

# The first one stops files that are too large while they arrive.
FILE_UPLOAD_HANDLERS = [
    "etabli.platform.files.receiving.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
