"""One batch is written while the next is read: what happens when either fails."""

import threading
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from etabli.platform.events.lines import address
from etabli.platform.items.models import Comment, Item
from etabli.platform.spaces.models import Space
from etabli.platform.transfer.loading import runs, sinks
from etabli.platform.transfer.loading.behind import Behind
from etabli.platform.transfer.loading.writing import write_answers
from etabli.platform.transfer.messages import importing
from etabli.platform.transfer.messages.running import import_messages
from etabli.platform.transfer.models import ImportRun
from etabli.platform.transfer.refusing import Refused
from etabli.platform.transfer.report import Report
from tests.transfer.archives import many, message, written


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 20)
    monkeypatch.setattr(importing, "LOOKED_UP", 40)


def imported(path: Path, source: str = "essai", *, dry_run: bool = False) -> Report:
    return import_messages(path, source=source, dry_run=dry_run, progress=lambda done, total: None)


def interrupted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import whose fourth batch of comments cannot be written."""
    batches: list[Any] = []

    def fails(pairs: Any) -> Any:
        batches.append(pairs)
        written = write_answers(pairs)
        if len(batches) == 4:
            raise psycopg.OperationalError("the disk is full")
        return written

    with monkeypatch.context() as patch:
        patch.setattr(sinks, "write_answers", fails)
        with pytest.raises(psycopg.OperationalError, match="full"):
            imported(path)
    assert len(batches) == 4


def lines_open(*, wanted: int = 0) -> int:
    """How many connections to this network there are. One that was closed takes a moment."""
    for _look in range(50):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname=current_database()")
            found = int(cursor.fetchone()[0])
        if not wanted or found == wanted:
            break
        time.sleep(0.1)
    return found


def test_a_batch_that_fails_ends_the_import_and_the_next_one_makes_up(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "x.jsonl", many(300))
    interrupted(path, monkeypatch)
    items = Item.objects.count()
    assert Comment.objects.count() == 60
    assert sum(item.comment_count for item in Item.objects.all()) == 60
    again = imported(path)
    assert again.created.comments == 300 - items - 60
    assert Comment.objects.count() == 300 - items
    assert sum(item.comment_count for item in Item.objects.all()) == 300 - items
    assert ImportRun.objects.get().finished_at


def test_the_same_file_under_another_name_begins_at_its_beginning(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "x.jsonl", many(300))
    interrupted(path, monkeypatch)
    other = imported(path, "autre")
    assert other.created.items + other.created.comments == 300
    assert ImportRun.objects.filter(finished_at=None).count() == 1


def test_the_line_that_writes_is_closed_however_it_ends(database: str) -> None:
    before = lines_open()
    with Behind() as behind:
        behind.do(lines_open)
        behind.wait()
        assert lines_open() == before + 1
    assert lines_open(wanted=before) == before
    with pytest.raises(Refused):
        read_badly()
    assert lines_open(wanted=before) == before


def read_badly() -> None:
    with Behind() as behind:
        behind.do(lines_open)
        raise Refused("the file is damaged")


def test_what_a_killed_import_still_writes_is_waited_for(database: str) -> None:
    began = threading.Event()
    with psycopg.connect(**address()) as killed:
        killed.execute("SELECT pg_advisory_xact_lock(%s)", [runs.WRITING])

        def begin() -> None:
            with runs.alone():
                began.set()
            connection.close()

        waiting = threading.Thread(target=begin)
        waiting.start()
        assert not began.wait(0.5)
        killed.rollback()
        assert began.wait(10)
        waiting.join()


def test_ids_repeated_far_apart_come_once_and_are_rehearsed_once(
    database: str, tmp_path: Path
) -> None:
    lines = [message(number, html="<p>@<b>Ana</b></p>") for number in [*range(1, 101)] * 3]
    path = written(tmp_path / "x.jsonl", lines)
    rehearsed = imported(path, dry_run=True)
    report = imported(path)
    assert (report.created.items, report.created.comments) == (1, 99)
    assert report.unchanged.messages == 198
    assert vars(rehearsed.created) == vars(report.created)
    assert rehearsed.unchanged.messages == 198
    assert Item.objects.get().comment_count == Comment.objects.count() == 99
    assert Space.objects.count() == 1
