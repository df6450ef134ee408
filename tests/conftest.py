"""What every test may ask for: a network of its own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import pytest

from tests import databases

# Before anything imports the settings.
databases.make_configuration()
os.environ["ETABLI_DATA"] = str(databases.folder())
os.environ["ETABLI_ROLE"] = "sys"
# The driver of browsers leaves an event loop in the thread, which nothing of ours uses.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "etabli.site.settings"

from django.conf import settings  # noqa: E402

from etabli.site.catalogues import compile_catalogues  # noqa: E402

# Before anything asks for a word: Django keeps the catalogue it found.
compile_catalogues(settings.SOURCE, settings.LOCALE_PATHS[0])
django.setup()

from django.test import Client  # noqa: E402
from django.test.utils import override_settings, setup_test_environment, teardown_test_environment  # noqa: E402

from etabli.platform.people.models import Person  # noqa: E402
from tests import world as worlds  # noqa: E402
from tests.world import World  # noqa: E402


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "journey: a story in a real browser")
    settings.STRICT_TEMPLATES = True
    # Files as they are in the sources: no manifest to build before each run.
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.WHITENOISE_USE_FINDERS = True
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # or WhiteNoise warns
    settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
    setup_test_environment()


def pytest_unconfigure() -> None:
    teardown_test_environment()
    databases.leave()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """A network of this test's own, just installed, that really commits. Its name."""
    with databases.own(databases.empty_template(), tmp_path) as name:
        yield name


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """The named world of ``tests/world.py``, this test's own."""
    made = databases.template(
        "world",
        databases.source_mark(Path(worlds.__file__).parent),
        worlds.build,
        databases.empty_template(),
    )
    with databases.own(made, tmp_path):
        yield worlds.read()


@pytest.fixture
def browse() -> Callable[[Person], Client]:
    """``browse(world.ana)`` is a browser in which Ana is signed in."""
    return worlds.signed_in


@pytest.fixture
def client() -> Client:
    """A browser in which nobody is signed in."""
    return Client()


class SettingsOf:
    """``settings_of(KIT_FOLDERS=[…])`` changes settings until the end of the test."""

    def __init__(self) -> None:
        self.kit = list(settings.KIT_FOLDERS)
        self._changes: list[override_settings] = []

    def __call__(self, **changes: object) -> None:
        change = override_settings(**changes)
        change.enable()
        self._changes.append(change)

    def restore(self) -> None:
        for change in reversed(self._changes):
            change.disable()


@pytest.fixture
def settings_of() -> Iterator[SettingsOf]:
    """Settings of this test's own."""
    changing = SettingsOf()
    yield changing
    changing.restore()
