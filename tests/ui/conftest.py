"""The interface is tested alone: templates, styles and scripts, without a database."""

from typing import Any

import django
import pytest
from django.conf import settings

if not settings.configured:
    settings.configure(
        SECRET_KEY="tests",
        INSTALLED_APPS=["django.contrib.staticfiles", "etabli.ui"],
        STATIC_URL="/static/",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "NAME": "jinja2",
                "APP_DIRS": False,
                "OPTIONS": {"environment": "etabli.ui.jinja.environment"},
            }
        ],
        LANGUAGE_CODE="fr",
        LANGUAGES=[("fr", "Français"), ("en", "English")],
        USE_I18N=True,
        TIME_ZONE="Europe/Paris",
    )
    django.setup()

from django.template.backends.jinja2 import Jinja2  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.utils import translation  # noqa: E402

from .world import TEMPLATES, UI  # noqa: E402


@pytest.fixture(scope="session")
def backend() -> Jinja2:
    """The Jinja2 backend as the house sets it up, with the tests' own screens."""
    with override_settings(STRICT_TEMPLATES=True):
        return Jinja2(
            {
                "NAME": "jinja2",
                "DIRS": [UI / "templates", TEMPLATES],
                "APP_DIRS": False,
                "OPTIONS": {"environment": "etabli.ui.jinja.environment"},
            }
        )


@pytest.fixture
def french() -> Any:
    with translation.override("fr"):
        yield
