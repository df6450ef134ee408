"""What goes down a stream: server-sent events (WHATWG HTML, 9.2).

A frame names a topic and a moment, never what happened, who did it or how much there was.
"""

import json
import time
from functools import lru_cache

HEARTBEAT = b":\n\n"


def stamp() -> int:
    """This moment in microseconds: the ids of frames. They are no ids of the log, whose gaps
    would tell how much happens out of sight.
    """
    return time.time_ns() // 1000


def opening(retry: int) -> bytes:
    """The first bytes of a stream; ``retry`` is how long a browser waits before it comes back,
    in milliseconds.
    """
    return f"retry: {retry}\n\n".encode()


@lru_cache(maxsize=256)  # thousands may listen to one topic
def changed(topic: str, at: int) -> bytes:
    """Something about a topic changed."""
    return _frame("changed", {"topic": topic, "v": at}, at)


def resync(at: int) -> bytes:
    """Something was missed: ask for everything again."""
    return _frame("resync", {}, at)


def end(reason: str) -> bytes:
    """The stream closes: ``signed_out``, ``deactivated``, ``revoked``, ``replaced`` or
    ``restart``.
    """
    return _frame("end", {"reason": reason})


def _frame(event: str, content: dict[str, str | int], at: int = 0) -> bytes:
    number = f"id: {at}\n" if at else ""
    return f"{number}event: {event}\ndata: {json.dumps(content)}\n\n".encode()
