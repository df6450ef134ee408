"""Browsers and folders for files, and the worker that reads them."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from etabli.platform.events.worker import Worker


@pytest.fixture
def client_out() -> Client:
    """A browser in which nobody is signed in."""
    return Client()


@pytest.fixture
def settings_folder(world: object) -> Path:
    """Where this network keeps its files."""
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def work(world: object) -> Callable[[], None]:
    """Have the worker do all there is to do."""

    def working() -> None:
        worker = Worker(threading.Event())
        while worker.work():
            pass
        assert worker.trying == {}, "a listener failed"

    return working
