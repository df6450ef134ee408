"""HTML turned into documents by programs that run beside this one."""

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import IO, Any, TypeVar, cast

from django.utils.translation import gettext as _

from etabli.platform.transfer.messages.converter import Converted
from etabli.platform.transfer.refusing import Refused

T = TypeVar("T")
Convert = Callable[[Iterable[tuple[Any, Sequence[str]]]], Iterator[tuple[Any, list[Converted]]]]

COUNT = min(2, os.cpu_count() or 1)
AHEAD = 2 * COUNT
"""Batches given out before the first is taken back: enough that nobody waits."""
PROGRAM = "etabli.platform.transfer.messages.converter"


class Converters:
    """Programs that convert, and threads that speak with them, one each."""

    def __init__(self, programs: Sequence[subprocess.Popen[str]]) -> None:
        self._free = deque(programs)
        self._threads = ThreadPoolExecutor(len(programs), "converting")

    def each(
        self, batches: Iterable[tuple[T, Sequence[str]]]
    ) -> Iterator[tuple[T, list[Converted]]]:
        """Each batch with its texts converted, in order; a few are under way at any time.

        Raises Refused when a program is gone.
        """
        under_way: deque[tuple[T, Future[list[Converted]]]] = deque()
        for batch, texts in batches:
            under_way.append((batch, self._threads.submit(self._ask, texts)))
            if len(under_way) > AHEAD:
                first, answer = under_way.popleft()
                yield first, answer.result()
        for first, answer in under_way:
            yield first, answer.result()

    def close(self) -> None:
        """Wait for what is under way and let the threads go."""
        self._threads.shutdown(cancel_futures=True)

    def _ask(self, texts: Sequence[str]) -> list[Converted]:
        # There are as many threads as programs: one is always free. Taking from a deque is safe.
        program = self._free.popleft()
        try:
            _tell(program, list(texts))
            line = cast(IO[str], program.stdout).readline()
        except BrokenPipeError:
            line = ""
        self._free.append(program)
        if not line:
            raise Refused(_("The program that converts messages stopped. Run the import again."))
        return [(body, words, uids) for body, words, uids in json.loads(line)]


@contextmanager
def converters(people: Mapping[str, str]) -> Iterator[Convert]:
    """Programs that know these people, {name: uid}, ended with the block."""
    with ExitStack() as stack:
        programs = [stack.enter_context(_started(people)) for _number in range(COUNT)]
        made = Converters(programs)
        stack.callback(made.close)
        yield made.each


@contextmanager
def no_converters(people: Mapping[str, str]) -> Iterator[Convert]:
    """For a rehearsal: texts that nobody will read are not converted."""
    yield lambda batches: ((batch, [("", "", [])] * len(texts)) for batch, texts in batches)


@contextmanager
def _started(people: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    program = subprocess.Popen(
        [sys.executable, "-m", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        text=True,
        encoding="utf-8",
    )
    try:
        _tell(program, dict(people))
        yield program
    finally:
        program.kill()
        program.wait()
        for stream in (program.stdin, program.stdout):
            cast(IO[str], stream).close()


def _tell(program: subprocess.Popen[str], message: object) -> None:
    stream = cast(IO[str], program.stdin)
    stream.write(json.dumps(message) + "\n")
    stream.flush()
