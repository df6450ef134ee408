"""Streams end when the process is told to stop: no server would wait for them otherwise, but
cut them, or be kept from stopping.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any


def call_when_stopping(callback: Callable[[], Any]) -> None:
    """Have a function called in this loop on SIGTERM or SIGINT, before whatever the server does.

    The server's own handler still runs: asyncio's are woken beside those of ``signal``, and
    another one is called in its turn. Does nothing outside the main thread.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        _before(number, lambda: loop.call_soon_threadsafe(callback))


def _before(number: int, call: Callable[[], Any]) -> None:
    present = signal.getsignal(number)

    def stop(signum: int, frame: FrameType | None) -> None:
        call()
        if callable(present):
            present(signum, frame)
        elif present == signal.SIG_DFL:
            signal.signal(signum, signal.SIG_DFL)
            os.kill(os.getpid(), signum)

    signal.signal(number, stop)
    signal.siginterrupt(number, False)
