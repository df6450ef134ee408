"""What the stories of notices share: the worker, and what each one was told."""

import threading
from collections.abc import Callable

import pytest
from django.test import Client

from etabli.platform.events.worker import Worker
from tests.world import World


@pytest.fixture
def work(world: World) -> Callable[[], None]:
    """Have the worker do all there is to do."""

    def working() -> None:
        worker = Worker(threading.Event())
        while worker.work():
            pass
        assert worker.trying == {}, "a listener failed"

    working()
    return working


@pytest.fixture
def told(browse: Callable[..., Client], work: Callable[[], None]) -> Callable[..., str]:
    """``told(world.ben)``: the page of notices as Ben reads it, once the worker has worked."""

    def reading(person: object, **query: str) -> str:
        work()
        answer = browse(person).get("/avis/", query)
        assert answer.status_code == 200
        return answer.content.decode()

    return reading
