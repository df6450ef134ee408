"""Browsers and folders for files."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client


@pytest.fixture
def client_out() -> Client:
    """A browser in which nobody is signed in."""
    return Client()


@pytest.fixture
def settings_folder(world: object) -> Path:
    """Where this network keeps its files."""
    return Path(settings.MEDIA_ROOT)
