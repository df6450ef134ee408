"""Case F4: imports killed at any moment go on where they stopped, and add nothing twice."""

import contextlib
import os
import random
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.db import connection

from tests import databases
from tests.transfer.archives import many, written

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = 1500

# What there is, said without ids: a killed import may have used some of them up.
STORIES = """
SELECT name, origin, kind FROM people_person;
SELECT s.name, s.origin, a.size, a.everyone
  FROM spaces_space s JOIN access_audience a ON a.id = s.readers_id;
SELECT s.origin, p.origin, m.rank FROM spaces_membership m
  JOIN spaces_space s ON s.id = m.space_id JOIN people_person p ON p.id = m.person_id;
SELECT i.origin, i.title, i.data->'body', i.comment_count, i.activity_at, a.size
  FROM items_item i JOIN access_audience a ON a.id = i.audience_id;
SELECT c.origin, c.text, i.origin, p.origin FROM items_comment c
  JOIN items_item i ON i.id = c.item_id JOIN people_person p ON p.id = c.author_id;
SELECT i.origin, r.n, r.verb FROM items_revision r JOIN items_item i ON i.id = r.item_id;
SELECT kind, count(*) FROM search_doc GROUP BY kind;
SELECT verb, s.origin, payload FROM events_event e JOIN spaces_space s ON s.id = e.space_id;
SELECT kind, finished_at IS NULL FROM transfer_importrun
""".split(";")


def told() -> list[list[Any]]:
    found = []
    for query in STORIES:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT row_to_json(t)::text FROM ({query}) t ORDER BY 1")
            found.append(cursor.fetchall())
    return found


def started(name: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.transfer.import_program", name, str(path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        stdout=subprocess.PIPE,
        text=True,
    )


def run(name: str, path: Path, *, until: int = 0) -> bool:
    """Run the import; killed after so many lines of progress. Whether it reached its end."""
    program = started(name, path)
    assert program.stdout
    lines = []
    for line in program.stdout:
        lines.append(line)
        if until and len(lines) >= until:
            program.send_signal(signal.SIGKILL)
            break
    program.wait()
    program.stdout.close()
    return "end\n" in lines


def test_f4_an_import_killed_again_and_again_ends_as_if_it_had_not_been(
    database: str, tmp_path: Path
) -> None:
    path = written(tmp_path / "x.jsonl.gz", many(MESSAGES))
    chance = random.Random(20)
    kills = 0
    while not run(database, path, until=chance.randrange(1, 14) if kills < 6 else 0):
        kills += 1
        assert kills < 20
    assert kills >= 3
    killed = told()
    with databases.fresh(databases.empty_template()) as other:
        assert run(other, path)
        assert told() == killed


def test_f4_converters_do_not_outlive_their_import(database: str, tmp_path: Path) -> None:
    program = started(database, written(tmp_path / "x.jsonl", many(MESSAGES)))
    assert program.stdout
    next(line for line in program.stdout if line.split()[1] != "0")
    children = children_of(program.pid)
    program.kill()
    program.wait()
    program.stdout.close()
    assert len(children) == 2
    for child in children:
        with contextlib.suppress(TimeoutError):
            wait_for(child)
        assert gone(child)


def children_of(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(word) for word in (task / "children").read_text().split()]
    return found


def gone(pid: int) -> bool:
    """Whether a process has ended, even if nobody took note of it yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_for(pid: int) -> None:
    """Until a process that is not ours is gone, or ten seconds."""
    descriptor = os.pidfd_open(pid)
    try:
        if not select.select([descriptor], [], [], 10)[0]:
            raise TimeoutError
    finally:
        os.close(descriptor)
