"""A child that ends with its parent, even one that was killed.

The parent holds one end of a pipe; when it is gone, the child reads the end of the file.
"""

import os
import signal
import threading

VARIABLE = "ETABLI_LEASH"


def hold_leash() -> None:
    """End this process, as SIGTERM would, when the one that started it is gone."""
    given = os.environ.pop(VARIABLE, "")
    if given.isdigit():
        threading.Thread(target=_watch, args=(int(given),), name="leash", daemon=True).start()


def _watch(pipe: int) -> None:
    while os.read(pipe, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
