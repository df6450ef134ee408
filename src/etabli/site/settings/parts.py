"""What the site is made of: apps, middleware, templates, files."""

import os

from etabli.platform.db.limits import TABLE
from etabli.site.settings.here import HERE, SOURCE

__all__ = [
    "ASGI_APPLICATION",
    "AUTH_USER_MODEL",
    "CACHES",
    "DATA",
    "DEBUG",
    "FORM_RENDERER",
    "INSTALLED_APPS",
    "KIT_FOLDERS",
    "MEDIA_ROOT",
    "MESSAGE_STORAGE",
    "MIDDLEWARE",
    "ROOT_URLCONF",
    "SOURCE",
    "STATICFILES_FINDERS",
    "STATIC_ROOT",
    "STATIC_URL",
    "STORAGES",
    "TEMPLATES",
    "WHITENOISE_KEEP_ONLY_HASHED_FILES",
    "WHITENOISE_USE_FINDERS",
    "WSGI_APPLICATION",
]

DEBUG = bool(os.environ.get("ETABLI_DEV"))  # bin/dev

DATA = HERE.data
"""The folder of everything that is this organisation's and not the program's."""

KIT_FOLDERS = [str(SOURCE / "kit"), *HERE.kit_folders]
"""Where apps of the kit are looked for."""

# An app enters here with its first migration: one that is half written stops all the others.
INSTALLED_APPS = [
    # Établi, bottom to top
    "etabli.ui",
    "etabli.platform.db",
    "etabli.platform.events",
    "etabli.platform.mail",
    "etabli.platform.people",
    "etabli.platform.access",
    "etabli.platform.spaces",
    "etabli.platform.signin",
    "etabli.platform.directory",
    "etabli.platform.files",
    "etabli.platform.profiles",
    "etabli.platform.items",
    "etabli.platform.engine",
    "etabli.platform.awaited",
    "etabli.platform.attending",
    "etabli.platform.search",
    "etabli.platform.notices",
    "etabli.platform.feed",
    "etabli.platform.guide",
    "etabli.platform.home",
    "etabli.platform.house",
    "etabli.platform.live",
    "etabli.platform.transfer",
    "etabli.platform.staff",
    "etabli.platform.setup",
    # Others
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

AUTH_USER_MODEL = "people.Account"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "etabli.platform.signin.seen.SeenMiddleware",
    "etabli.platform.people.middleware.PersonMiddleware",
]

ROOT_URLCONF = "etabli.site.urls"
WSGI_APPLICATION = "etabli.site.wsgi.application"
ASGI_APPLICATION = "etabli.site.asgi.application"

CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
SHELL = "etabli.platform.setup.shell.shell"
TOKENS = "etabli.ui.tokens.tokens"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        # Our apps keep their Jinja2 files in templates/, as Django's own backend does.
        "DIRS": sorted(str(folder) for folder in SOURCE.glob("*/**/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "etabli.ui.jinja.environment",
            "context_processors": [*CONTEXT, TOKENS, SHELL],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "APP_DIRS": True,  # for the few pages of allauth that ours do not replace
        "OPTIONS": {"context_processors": CONTEXT},
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "cache" / "static"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
MEDIA_ROOT = DATA / "files"

_as_they_are = "django.contrib.staticfiles.storage.StaticFilesStorage"
_hashed = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _as_they_are if DEBUG else _hashed},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing asks for the others

# Nothing in it is shared between processes: what must be, is in PostgreSQL.
# What rate limits count. Rows go when they are over, by the worker: none is ever dropped to make
# room, or a flood of attempts would wash away the count of those before.
CACHES = {
    "default": {
        "BACKEND": "etabli.platform.db.counting.Counting",
        "LOCATION": TABLE,
        "KEY_FUNCTION": "etabli.platform.db.limits.hidden",
        "OPTIONS": {"MAX_ENTRIES": 10_000_000},
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
