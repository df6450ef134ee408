"""``import`` and ``export`` as they are typed."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from etabli.platform.items.models import Comment, Item
from etabli.platform.transfer.refusing import Refused
from etabli.site.cli import exports, imports
from tests import databases
from tests.transfer.archives import message, written
from tests.transfer.samples import REAL_SLACK, small_export


def typed(module: ModuleType, words: Sequence[str | Path]) -> int:
    parser = ArgumentParser()
    module.configure(parser)
    return int(module.run(parser.parse_args([str(word) for word in words])))


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_import_slack_prints_what_programs_read(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = small_export(tmp_path / "x.zip")
    assert typed(imports, ["slack", path, "--dry-run", "--json"]) == 0
    rehearsed = printed(capsys)
    assert rehearsed["dry_run"]
    assert not Item.objects.exists()
    assert typed(imports, ["slack", path, "--json"]) == 0
    report = printed(capsys)
    counts = {"people": 4, "channels": 3, "messages": 11, "threads": 2, "files": 1, "reactions": 2}
    assert {name: report[name] for name in counts} == counts
    assert report["created"]["items"] == Item.objects.count()
    aside = {one["code"]: one for one in report["set_aside"]}
    assert aside["system"]["count"] == 1
    assert aside["system"]["examples"] == ["général/2023-11-14.json, entry 2"]
    assert report["holds"]["messages_total"] == 12


@pytest.mark.parametrize("path", REAL_SLACK, ids=lambda path: path.parent.name)
def test_a_real_export_is_rehearsed_brought_and_brought_again(
    database: str, capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    said = []
    for more in (["--dry-run"], [], [], ["--dry-run"]):
        assert typed(imports, ["slack", path, "--json", *more]) == 0
        said.append(printed(capsys))
    rehearsed, done, again, rehearsed_again = said
    assert rehearsed | {"dry_run": False} == done
    assert rehearsed_again | {"dry_run": False} == again
    made = done["created"]
    assert made["items"] + made["comments"] == again["unchanged"]["messages"]
    assert not any(again["created"].values())
    assert (Item.objects.count(), Comment.objects.count()) == (made["items"], made["comments"])


def test_import_speaks_to_people_on_stderr(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = small_export(tmp_path / "x.zip")
    assert typed(imports, ["slack", path]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "Set aside:" in said.err
    assert typed(imports, ["slack", path]) == 0
    assert "Already here: " in capsys.readouterr().err


def test_import_messages_takes_a_source_and_a_language(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "x.jsonl", [message(1), message(2), "junk"])
    words = ["messages", path, "--source", "zulip", "--language", "en", "--json"]
    assert typed(imports, words) == 0
    report = printed(capsys)
    assert (report["messages"], report["created"]["items"]) == (2, 1)
    assert report["set_aside"][0]["examples"] == ["line 3"]
    item = Item.objects.get()
    assert item.lang == "en"
    assert str(item.origin).startswith("messages:zulip:7:")


@pytest.mark.parametrize("source", ["", "a:b", "É", "x" * 21])
def test_a_source_that_could_not_stand_in_a_key_is_refused(source: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        typed(imports, ["messages", tmp_path, "--source", source])


def test_export_and_import_export_go_round(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(imports, ["slack", small_export(tmp_path / "x.zip")])
    assert typed(exports, [tmp_path / "out", "--json"]) == 0
    report = printed(capsys)
    assert report["tables"]["items_item"] == Item.objects.count()
    with databases.own(databases.empty_template(), tmp_path / "other"):
        assert typed(imports, ["export", tmp_path / "out", "--json"]) == 0
        assert printed(capsys)["tables"] == report["tables"]
        with pytest.raises(Refused, match="not empty"):
            typed(imports, ["export", tmp_path / "out"])


def test_export_says_where_to_read_it(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(exports, [tmp_path / "out"]) == 0
    assert "index.html" in capsys.readouterr().err
