"""Demonstrations: told from the day they are loaded, and checked before."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from etabli.platform.engine.definition.demo import Demo, read_demo
from etabli.platform.engine.definition.faults import DefinitionError
from etabli.platform.engine.definition.loading import load
from etabli.platform.engine.definition.moments import day_from, has_hour, moment_from
from etabli.platform.engine.demonstration import Telling, raw_value
from etabli.platform.engine.fields.types import FIELD_TYPES
from etabli.platform.engine.registry import SHIPPED, Registry
from tests.engine.definition.writing import changed, written
from tests.engine.fields.house import OPTIONS, field

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = datetime(2026, 10, 6, 7, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("-3h", "2026-10-06 06:45"),
        ("-40min", "2026-10-06 09:05"),
        ("-2d 9:40", "2026-10-04 09:40"),
        ("+3d 17:00", "2026-10-09 17:00"),
        ("+30d", "2026-11-05 12:00"),
        ("-1w fri 8:00", "2026-10-02 08:00"),
        ("+2w mon", "2026-10-19 12:00"),
    ],
)
def test_moments_are_told_from_now(told: str, moment: str) -> None:
    assert f"{moment_from(told, TUESDAY, PARIS):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize("told", ["", "demain", "2d", "-2d 25h", "-3h 9:00", "+1w lundi"])
def test_other_moments_are_refused(told: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(told)}$"):
        moment_from(told, TUESDAY, PARIS)


def test_days_and_hours() -> None:
    assert day_from("+0w fri", date(2026, 10, 6)) == date(2026, 10, 9)
    assert has_hour("-2d 9:40")
    assert not has_hour("-2d")


def told(folder: Path, text: str) -> Demo:
    app = written(folder, changed("measures:", "demo: demo.yaml\nmeasures:"))
    (app / "demo.yaml").write_text(text, "utf-8")
    return read_demo(load(app), app)


GOOD = """\
items:
  lamp:
    space: roads
    by: ana
    at: -2d 9:00
    values: {title: {fr: Lampe, en: Lamp}, kind: light, assignee: ben}
    moves: [{do: close, by: ben, at: -1d 9:00}]
    comments:
      - {by: ben, at: -1d 8:00, text: Vu, replies: [{by: ana, at: -3h, text: Merci}]}
"""


def test_a_demonstration_is_read(tmp_path: Path) -> None:
    lamp = told(tmp_path, GOOD).items["lamp"]
    assert lamp.uid == "lamp"
    assert lamp.comments[0].text.say("en") == "Vu"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("title: {fr: Lampe, en: Lamp}, ", "", "“title” is missing"),
        ("kind: light", "knd: light", "Did you mean “kind”?"),
        ("do: close", "do: clos", "Did you mean “close”?"),
        ("at: -1d 9:00}]", "at: -1d 9:00}, {do: close, by: ben, at: -3h}]", "does not leave"),
        ("at: -1d 9:00}]", "at: -3d 9:00}]", "happens before"),
        ("at: -3h", "at: -2d 8:00", "happens before"),
        ("at: -1d 8:00", "at: hier", "right form"),
        ("text: Vu", "text: Vu, accepted: true", "retains no answer"),
        ("text: Vu", "text: Vu, reactions: {like: [ana]}", "not possible here"),
        ("text: Vu", "texte: Vu", "Did you mean “text”?"),
    ],
)
def test_a_mistake_is_said(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in GOOD
    with pytest.raises(DefinitionError) as refused:
        told(tmp_path, GOOD.replace(before, after))
    assert [one for one in refused.value.problems if said in one.en], refused.value


@pytest.mark.parametrize("uid", sorted(path.parent.name for path in SHIPPED.glob("*/app.yaml")))
def test_a_shipped_demonstration_is_good_in_both_languages(uid: str) -> None:
    app = Registry([SHIPPED]).apps()[uid]
    assert app.folder is not None
    demo = read_demo(app, app.folder)
    states = {one.moves[-1].do if one.moves else "" for one in demo.items.values()}
    assert len(demo.items) >= 8
    assert len(states) > 1 or not app.states
    said = [comment.text for item in demo.items.values() for comment in item.comments]
    assert all(text.fr != text.en for text in said)
    assert said


def telling(lang: str = "fr") -> Telling:
    people = {"karim": ("p-karim", "Karim Haddad")}

    def uid_of(kind: str, key: str) -> str:
        return people[key][0] if kind == "person" else f"{kind}:{key}"

    return Telling(lang, TUESDAY, PARIS, uid_of, lambda key: people[key][1])


@pytest.mark.parametrize(
    ("kind", "settings", "said", "raw"),
    [
        ("text", {}, {"fr": "Lampe", "en": "Lamp"}, "Lampe"),
        ("rich_text", {}, "@karim, @nobody", "[@Karim Haddad](person:p-karim), @nobody"),
        ("date", {}, "+1d", "2026-10-07"),
        ("datetime", {}, "-1d 9:00", "2026-10-05T07:00:00Z"),
        ("period", {}, {"start": "+1w mon", "end": "+1w tue"},
         {"start": "2026-10-12", "end": "2026-10-13"}),
        ("person", {}, "karim", "p-karim"),
        ("people", {}, ["karim"], ["p-karim"]),
        ("relation", {}, "tasks.lamp", "item:tasks.lamp"),
        ("images", {}, ["a.webp", {"file": "b.webp"}], ["file:a.webp", "file:b.webp"]),
        ("place", {}, {"label": {"fr": "Là", "en": "There"}}, {"label": "Là"}),
        ("place", {}, {"fr": "Là", "en": "There"}, "Là"),
        ("checklist", {}, [{"text": {"fr": "Un", "en": "One"}, "done": True}],
         [{"text": "Un", "done": True}]),
        ("choice", {"options": OPTIONS}, "minor", "minor"),
    ],
)  # fmt: skip
def test_what_is_told_is_what_fields_take(kind: str, settings: Any, said: Any, raw: Any) -> None:
    assert raw_value(field(FIELD_TYPES[kind], **settings), said, telling()) == raw
