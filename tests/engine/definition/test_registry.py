"""Apps in service: found in folders, read again when they change, never lost to a mistake."""

import json
import os
from pathlib import Path

import pytest
from django.test import override_settings

from etabli.platform.engine import commands, registry
from etabli.platform.engine.registry import Registry
from tests.engine.definition.writing import GOOD, changed, written

SHIPPED = {
    "publications",
    "questions",
    "tasks",
    "incidents",
    "leave",
    "ideas",
    "announcements",
    "agenda",
    "meetings",
}


def test_the_shipped_apps_are_good() -> None:
    shipped = Registry([registry.SHIPPED])
    assert not shipped.problems()
    assert set(shipped.apps()) >= SHIPPED


def test_each_shipped_app_is_finished() -> None:
    for app in Registry([registry.SHIPPED]).apps().values():
        assert app.measures, app.app
        assert app.demo, app.app
        assert app.tests, app.app
        assert commands.python_lines(app) == 0
        for lang in ("fr", "en"):
            assert len(app.help_text(lang)) > 600, (app.app, lang)


def test_a_folder_dropped_is_an_app(tmp_path: Path) -> None:
    seen = Registry([tmp_path], watch=True)
    assert not seen.apps()
    written(tmp_path)
    seen._looked = 0
    app = seen.apps()["repairs"]
    assert app.plural("fr") == "Réparation"
    assert app.default_view.uid == "board"
    assert [move.uid for move in app.moves_from("new")] == ["close"]


def test_a_mistake_keeps_the_last_good_version(tmp_path: Path) -> None:
    folder = written(tmp_path)
    seen = Registry([tmp_path], watch=True)
    assert seen.apps()["repairs"].version == "1.0.0"
    written(tmp_path, changed("family: field", "family: garden"))
    os.utime(folder / "app.yaml", (1, 1))
    seen._looked = 0
    assert seen.apps()["repairs"].version == "1.0.0"
    assert "is not possible here" in seen.problems()[0].en
    written(tmp_path, changed("version: 1.0.0", "version: 1.0.1"))
    seen._looked = 0
    assert seen.apps()["repairs"].version == "1.0.1"
    assert not seen.problems()


def test_two_apps_of_one_name_are_one_app_and_a_problem(tmp_path: Path) -> None:
    for house in ("a", "b"):
        (tmp_path / house).mkdir()
        written(tmp_path / house)
    seen = Registry([tmp_path / "a", tmp_path / "b"])
    assert seen.apps()["repairs"].folder == tmp_path / "a" / "repairs"
    assert "already described" in seen.problems()[0].en


def test_an_app_without_views_has_a_list(tmp_path: Path) -> None:
    text = GOOD[: GOOD.index("views:")]
    written(tmp_path, text)
    app = Registry([tmp_path]).apps()["repairs"]
    assert app.default_view.kind == "table"
    assert app.view_name(app.default_view, "fr") == "Liste"


def test_what_the_envelope_adds_is_listed(tmp_path: Path) -> None:
    written(tmp_path)
    app = Registry([tmp_path]).apps()["repairs"]
    assert app.field("assignee").name.fr == "Responsable"
    assert app.column("assignee") == "assignee_id"
    assert app.column("kind") == "t1"
    assert app.column("helper") == ""
    assert "due" not in app.listed


def test_the_command_says_what_programs_need(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    with override_settings(KIT_FOLDERS=[str(registry.SHIPPED)]):
        assert commands.list_apps(as_json=True, write=said.append) == 0
    apps = {app["uid"]: app for app in json.loads(said[0])}
    assert set(apps) >= SHIPPED
    wanted = {"uid", "name", "family", "outcome", "measures", "fields", "states", "views"}
    assert wanted | {"python_lines"} <= set(apps["leave"])
    written(tmp_path, "app: [")
    with override_settings(KIT_FOLDERS=[str(tmp_path)]):
        assert commands.list_apps(as_json=False, write=said.append) == 1
    assert "app.yaml:1: Ceci n’est pas du YAML" in capsys.readouterr().err
