"""``bin/bench [--size small|full] [--data DIR] [--json FILE] [--only WORD] [--make]``.

``bin/bench --compare SMALL.json FULL.json`` says what each page costs when there is more of all.

``bin/bench --kills 200 [--seed N]`` does something else: a crowd writes while web, worker and
database are killed at random, and what was acknowledged is looked for afterwards.
"""

import os
import secrets
import shutil
import signal
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from rich.console import Console

from bench.comparing import compare
from bench.organisation.sizes import SIZES
from bench.recording import Record
from bench.report import on_paper, tell
from etabli.site.configuration import configuration_of
from etabli.site.opening import opened, set_up

console = Console(stderr=True, markup=False)


def main() -> int:
    """Make the organisation if it is not there, measure, tell."""
    # What is served must not be left behind.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    options = _options()
    if options.compare:
        return compare(*options.compare, on_paper())
    if options.kills:
        return _kill(options)
    size = SIZES[options.size]
    data = options.data or Path(tempfile.gettempdir()) / f"etabli-bench-{os.getuid()}-{size.name}"
    if options.again:
        shutil.rmtree(data, ignore_errors=True)
    os.umask(0o077)
    configuration_of(data, make=True)
    set_up(data)
    # Only now: models need Django.
    from bench.running import facts_of, measure_all, organisation  # noqa: PLC0415

    with opened(configuration_of(data)) as server:
        organisation(server, size, data, console.log)
        if options.make:
            return 0
        record = Record(size.name, facts_of(size), options.json, console.log)
        try:
            measure_all(data, size, options, record)
            record.finish()
        finally:
            tell(record, on_paper())
    return 1 if record.failures else 0


def _kill(options: Namespace) -> int:
    """In a new house, made for that. 1 when something was lost or doubled."""
    data = options.data or _passing_folder()
    configuration_of(data, make=True)
    set_up(data)
    # Only now: models need Django.
    from bench.kills.running import run, write  # noqa: PLC0415

    console.log(f"seed {options.seed}, {options.kills} kills, in {data}")
    found = run(data, options)
    Console().print_json(data=found)
    if options.json:
        write(options.json, found)
    if not found["faults"] and not options.data:
        shutil.rmtree(data.parent)
    return 1 if found["faults"] else 0


def _passing_folder() -> Path:
    """One that the account of PostgreSQL can cross."""
    folder = Path(tempfile.mkdtemp(prefix="etabli-kills-"))
    folder.chmod(0o711)
    return folder / "data"


def _options() -> Namespace:
    parser = ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--kills", type=int, default=0, help="kill so often while people write")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--size", choices=sorted(SIZES), default="small")
    parser.add_argument("--data", type=Path, help="where the organisation is kept")
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--only", default="", help="only the kinds of work with this in their name")
    parser.add_argument("--again", action="store_true", help="make the organisation anew")
    parser.add_argument("--make", action="store_true", help="make it, and measure nothing")
    parser.add_argument("--streams", type=int, nargs="*", default=[1, 50, 5000])
    parser.add_argument("--seconds", type=float, default=6.0, help="that one figure may take")
    parser.add_argument(
        "--compare", type=Path, nargs=2, metavar=("SMALL", "FULL"), help="two files of --json"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
