"""An import in a process of its own, which a test may kill: says how far it is.

python -m tests.transfer.import_program DATABASE FILE
"""

# isort: off
import sys
from pathlib import Path

import tests.conftest  # noqa: F401  # sets Django up before models are imported
from etabli.platform.transfer.messages import importing
from etabli.platform.transfer.messages.running import import_messages
from etabli.site.migrating import logged_in_as


def say(done: int, total: int) -> None:
    print(done, total, flush=True)


if __name__ == "__main__":
    importing.BATCH = 40
    importing.LOOKED_UP = 80
    with logged_in_as("sys", sys.argv[1]):
        import_messages(Path(sys.argv[2]), source="essai", progress=say)
    print("end", flush=True)
