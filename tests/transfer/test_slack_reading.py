"""A Slack export read without a database: people, rooms, messages, counts."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etabli.platform.transfer.ledger import Ledger
from etabli.platform.transfer.slack.archive import opened
from etabli.platform.transfer.slack.messages import Message, read_message, read_messages
from etabli.platform.transfer.slack.rooms import read_rooms
from etabli.platform.transfer.slack.roster import Roster, read_roster, someone
from etabli.platform.transfer.slack.tally import Tally
from etabli.platform.transfer.slack.threads import study
from etabli.platform.transfer.slack.values import fields
from tests.transfer.samples import (
    ANA,
    BEN,
    BOT,
    CLO,
    REAL_SLACK,
    channel,
    said,
    small_export,
    user,
    zipped,
)

KEYS = st.sampled_from(
    "id name user text ts type subtype thread_ts files file attachments reactions edited blocks "
    "profile email users comment bot_id username user_profile bot_profile elements url".split()
)


def survey(path: Path) -> tuple[Tally, Ledger]:
    tally, aside = Tally(), Ledger()
    with opened(path) as archive:
        roster = read_roster(archive, aside)
        tally.count_people(roster)
        for room in read_rooms(archive, aside):
            tally.count_room(room)
            study(archive, room, roster, aside, tally)
    return tally, aside


def messages_of(path: Path, entries: list[Any]) -> tuple[list[Message], Ledger]:
    aside = Ledger()
    files = {
        "users.json": [user(ANA, "Ana")],
        "channels.json": [channel("C1", "c", [ANA])],
        "c/2023-11-14.json": entries,
    }
    with opened(zipped(path / "x.zip", files)) as archive:
        (room,) = read_rooms(archive, aside)
        return list(read_messages(archive, room, aside)), aside


@pytest.mark.parametrize("path", REAL_SLACK, ids=lambda path: path.parent.name)
def test_a_real_export_counts_what_its_counts_say(path: Path) -> None:
    wanted = json.loads((path.parent / "counts.json").read_text())
    tally, _aside = survey(path)
    counted = tally.report()
    shared = wanted.keys() & counted.keys()
    assert {name: counted[name] for name in shared} == {name: wanted[name] for name in shared}
    assert len(shared) >= 20


def test_people_keep_what_the_export_says_of_them(tmp_path: Path) -> None:
    with opened(small_export(tmp_path / "x.zip")) as archive:
        roster = read_roster(archive, Ledger())
    ana = roster.people[ANA]
    assert (ana.name, ana.kind, ana.active) == ("Ana Diaz", "person", True)
    assert (ana.job, ana.email, ana.steers) == ("Directrice", "ana@example.org", True)
    assert not roster.people[CLO].active
    assert roster.people[BOT].kind == "bot"
    assert roster.origin(ANA) == "slack:T1:U01"


def test_rooms_are_as_private_as_slack_kept_them(tmp_path: Path) -> None:
    with opened(small_export(tmp_path / "x.zip")) as archive:
        rooms = {room.id: room for room in read_rooms(archive, Ledger())}
    kinds = {room.id: room.kind for room in rooms.values()}
    assert kinds == {
        "C1": "public",
        "C2": "public",
        "G1": "private",
        "G2": "conversation",
        "D1": "conversation",
    }
    assert rooms["C2"].archived
    assert rooms["D1"].days == ["D1/2023-11-14.json"]


def test_a_channel_marked_private_is_private_wherever_it_is_listed(
    tmp_path: Path,
) -> None:
    files = {
        "users.json": [],
        "channels.json": [
            channel("C1", "a", [], is_private=True),
            channel("C2", "b", [], is_mpim=True),
        ],
    }
    with opened(zipped(tmp_path / "x.zip", files)) as archive:
        kinds = [room.kind for room in read_rooms(archive, Ledger())]
    assert kinds == ["private", "conversation"]


def test_messages_of_a_folder_nobody_lists_are_set_aside(tmp_path: Path) -> None:
    files = {
        "users.json": [],
        "channels.json": [channel("C1", "a", [])],
        "inconnu/2023-11-14.json": [said("1.0", ANA, "secret")],
        "a/canvas.html": "<p>",
    }
    aside = Ledger()
    with opened(zipped(tmp_path / "x.zip", files)) as archive:
        assert read_rooms(archive, aside)[0].days == []
    assert aside.total("unlisted_folder") == 1
    assert aside.total("not_a_day") == 1


def test_an_export_zipped_again_with_its_folder_is_found(tmp_path: Path) -> None:
    files = {
        "sauvegarde/users.json": [user(ANA, "Ana")],
        "sauvegarde/channels.json": [],
    }
    with opened(zipped(tmp_path / "x.zip", files)) as archive:
        assert list(read_roster(archive, Ledger()).people) == [ANA]


def test_a_thread_learns_what_its_answers_answer(tmp_path: Path) -> None:
    aside, tally = Ledger(), Tally()
    with opened(small_export(tmp_path / "x.zip")) as archive:
        roster = read_roster(archive, aside)
        room = read_rooms(archive, aside)[0]
        threads = study(archive, room, roster, aside, tally)
    assert threads.asked.keys() == {"1700000300.000100", "1600000000.000100"}
    assert list(threads.lost) == ["1600000000.000100"]
    assert threads.files == {"F1": "1700000600.000100"}
    assert threads.authors["B9"].name == "construction"
    assert aside.total("system") == 1


def test_junk_is_set_aside_with_its_place(tmp_path: Path) -> None:
    junk: list[Any] = [
        None,
        7,
        [],
        {"type": "message"},
        said("pas une date", ANA, "x"),
        {"type": "autre", "ts": "1.0"},
        said("1700000001.000001", ANA, "gardé"),
        said("1700000002.000001", ANA, None),  # type: ignore[arg-type]
    ]
    found, aside = messages_of(tmp_path, junk)
    assert [message.text for message in found] == ["gardé", ""]
    assert {reason.code: entry.count for reason, entry in aside} == {
        "not_a_message": 4,
        "wrong_date": 2,
    }
    assert any("2023-11-14.json" in place for _r, e in aside for place in e.examples)


def test_wrong_types_never_stop_a_reading(tmp_path: Path) -> None:
    odd = said(
        "1700000001.000001",
        ANA,
        "bien",
        files={"id": 3},
        attachments="x",
        reactions=[
            {"name": None, "users": "U1"},
            4,
            {"name": "ok", "users": [None, ANA, ANA]},
        ],
        edited=[1],
        thread_ts=17,
        blocks=7,
        user_profile=[],
    )
    (message,), _aside = messages_of(tmp_path, [odd])
    assert message.files == []
    assert message.reactions == [("ok", ANA)]
    assert message.edited_at is None
    assert message.thread == "17"


def test_a_message_made_of_blocks_alone_has_words(tmp_path: Path) -> None:
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "*Alerte*"}},
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "voir "},
                        {"type": "user", "user_id": "U02"},
                        {"type": "text", "text": " et "},
                        {"type": "link", "url": "https://example.org"},
                    ],
                }
            ],
        },
    ]
    (message,), _aside = messages_of(tmp_path, [said("1700000001.000001", BEN, "", blocks=blocks)])
    assert message.text == "*Alerte*\nvoir <@U02> et <https://example.org>"


def test_files_and_links_lose_their_tokens(tmp_path: Path) -> None:
    with opened(small_export(tmp_path / "x.zip")) as archive:
        room = read_rooms(archive, Ledger())[0]
        found = list(read_messages(archive, room, Ledger()))
    (shared,) = found[4].files
    assert shared.url == "https://t.slack.com/files/U02/F1/plan.pdf"
    assert "xox" not in str(found)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(st.lists(ANYTHING | st.dictionaries(KEYS, ANYTHING), max_size=4))
def test_no_shape_of_json_stops_a_reading(entries: list[Any]) -> None:
    for entry in entries:
        assert someone(entry).kind in ("person", "guest", "bot")
        message = read_message(fields(entry) | {"ts": "1700000000.000001"}, "ici")
        message.by.author(Roster("T1", {}))
        assert message.is_system in (True, False)
