"""Case B6 and the rest: archives of messages, good, bad and hostile."""

import json
import resource
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from etabli.lib.richtext import Doc, mentions
from etabli.platform.access.doors import visible_to
from etabli.platform.events.models import Event
from etabli.platform.items.models import Comment, Item, ItemRef
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Membership, Rank, Space
from etabli.platform.transfer.ledger import Ledger
from etabli.platform.transfer.messages.lines import read_line, read_lines
from etabli.platform.transfer.messages.running import import_messages
from etabli.platform.transfer.messages.survey import survey
from etabli.platform.transfer.refusing import Refused
from etabli.platform.transfer.report import Report
from tests.transfer.archives import many, message, written
from tests.transfer.rows import every_row
from tests.transfer.samples import REAL_MESSAGES
from tests.world import World


def imported(path: Path, *, dry_run: bool = False, source: str = "essai") -> Report:
    return import_messages(path, source=source, dry_run=dry_run, progress=lambda done, total: None)


@pytest.mark.parametrize("path", REAL_MESSAGES, ids=lambda path: path.name)
def test_a_real_archive_holds_the_messages_and_people_published(path: Path) -> None:
    wanted = json.loads(path.with_name(path.name + ".counts.json").read_text())
    aside = Ledger()
    found = survey(path, aside, lambda line: None)
    assert found.messages == wanted["messages"]
    assert len(found.senders) == wanted["users"]
    assert aside.total() == 0


def test_channels_topics_and_messages_have_their_place(database: str, tmp_path: Path) -> None:
    lines = [
        message(3, sender="Ben Roy", html="<p>Oui <strong>tout de suite</strong></p>"),
        message(1),
        message(2, topic="La porte", sender="Ben Roy"),
        message(4, channel_id=8, channel="Bureau"),
        message(5, html='<p><span class="user-mention">@Ben Roy</span> ?</p>'),
    ]
    report = imported(written(tmp_path / "x.jsonl", lines))
    assert (report.people, report.channels, report.messages) == (2, 2, 5)
    roof = Item.objects.get(space__name="Halle", title="Le toit")
    assert roof.author.name == "Ana Diaz"
    assert roof.created_at == datetime.fromtimestamp(1_600_000_001, UTC)
    assert roof.data["title"] == "Le toit"
    assert [one.text for one in roof.comments.order_by("created_at")] == [
        "Oui tout de suite",
        "@Ben Roy ?",
    ]
    assert roof.comment_count == 2
    assert roof.activity_at == datetime.fromtimestamp(1_600_000_005, UTC)
    asked = roof.comments.get(text__startswith="@")
    assert [one.label for one in mentions(Doc(asked.body))] == ["Ben Roy"]
    assert ItemRef.objects.get(comment=asked).target == Person.objects.get(name="Ben Roy").pk
    assert Space.objects.get(name="Bureau").is_open
    ranks = set(Membership.objects.values_list("person__name", "space__name", "rank"))
    assert ranks == {
        ("Ana Diaz", "Halle", Rank.MEMBER),
        ("Ben Roy", "Halle", Rank.MEMBER),
        ("Ana Diaz", "Bureau", Rank.MEMBER),
    }
    assert {event.verb for event in Event.objects.all()} == {"imported"}


def test_everybody_in_the_house_reads_what_came_and_administrators_look_after_it(
    world: World, tmp_path: Path
) -> None:
    imported(written(tmp_path / "x.jsonl", [message(1)]))
    item = Item.objects.filter(title="Le toit")
    assert visible_to(item, world.dan).exists()
    assert not visible_to(item, world.guy).exists()
    assert Membership.objects.get(space=item.get().space, person=world.chloe).rank == Rank.OWNER


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz"])
def test_lines_of_a_topic_may_be_anywhere(database: str, tmp_path: Path, name: str) -> None:
    lines = many(300)
    imported(written(tmp_path / name, lines))
    topics = Counter((line["channel"], line["topic"]) for line in lines)
    assert Item.objects.count() == len(topics)
    assert Comment.objects.count() == 300 - len(topics)
    for item in Item.objects.select_related("space"):
        own = [
            line
            for line in lines
            if (line["channel"], line["topic"]) == (item.space.name, item.title)
        ]
        first = min(own, key=lambda line: line["ts"])
        assert first["html"] == f"<p>{item.data['body']['content'][0]['content'][0]['text']}</p>"
        assert item.comment_count == item.comments.count() == len(own) - 1


def test_imported_again_nothing_changes(database: str, tmp_path: Path) -> None:
    path = written(tmp_path / "x.jsonl", many(200))
    first = imported(path)
    before = every_row()
    again = imported(path)
    assert every_row() == before
    assert not any(vars(again.created).values())
    assert again.unchanged.messages == first.created.comments


def test_a_rehearsal_says_what_would_come_and_writes_nothing(database: str, tmp_path: Path) -> None:
    path = written(tmp_path / "x.jsonl", many(200))
    before = every_row()
    rehearsed = imported(path, dry_run=True)
    assert every_row() == before
    assert vars(rehearsed.created) == vars(imported(path).created)


def test_a_longer_archive_adds_what_is_new_even_before_the_first_message(
    database: str, tmp_path: Path
) -> None:
    imported(written(tmp_path / "a.jsonl", [message(5), message(6)]))
    again = imported(
        written(tmp_path / "b.jsonl", [message(4), message(5), message(6), message(7)])
    )
    assert (again.created.items, again.created.comments) == (0, 2)
    item = Item.objects.get()
    assert item.data["body"]["content"][0]["content"][0]["text"] == "message 5"
    assert sorted(item.comments.values_list("text", flat=True)) == [
        "message 4",
        "message 6",
        "message 7",
    ]


def test_two_sources_do_not_mix(database: str, tmp_path: Path) -> None:
    path = written(tmp_path / "x.jsonl", [message(1)])
    imported(path, source="un")
    imported(path, source="deux")
    assert Item.objects.count() == Space.objects.count() == 2


def test_a_renamed_channel_is_one_space(database: str, tmp_path: Path) -> None:
    lines = [message(1), message(3, channel="Grande halle"), message(2)]
    imported(written(tmp_path / "x.jsonl", lines))
    assert Space.objects.get().name == "Grande halle"


BAD = [
    "",
    "   ",
    "pas du json",
    "[]",
    "null",
    '"texte"',
    '{"channel": "a"',
    message(1, channel=""),
    message(1, topic=None),
    message(1, sender=3),
    message(1, ts="hier"),
    message(1, ts=True),
    message(1, ts=-5),
    message(1, ts=10**15),
    message(1, ts=None),
    message(1, html=None),
    '{"ts": NaN}',
    "[" * 100_000,
    '{"ts": ' + "9" * 5000 + "}",
]


def test_bad_lines_are_told_by_their_number_and_the_good_ones_come(
    database: str, tmp_path: Path
) -> None:
    report = imported(written(tmp_path / "x.jsonl", [*BAD, message(2), "\ufeff{}"]))
    assert report.aside.total("bad_line") == len(BAD) - 2 + 1
    places = [place for _reason, entry in report.aside for place in entry.examples]
    assert "line 3" in places
    assert report.created.items == 1


def test_odd_texts_are_kept_readable(database: str, tmp_path: Path) -> None:
    lines = [
        message(1, html="<p>nul \x00 fin</p>"),
        '{"channel":"a","topic":"b","sender":"c","ts":1,"html":"<p>\\ud800 seul</p>"}',
        message(2, sender="\u202eretourné", topic="x" * 500, html=""),
        message(3, html="<script>alert(1)</script><p onclick=x>bonjour</p>"),
        message(4, id=[1], channel_id={"a": 1}),
        message(5, html="<div>" * 20_000 + "profond"),
    ]
    report = imported(written(tmp_path / "x.jsonl", lines))
    assert report.messages == 6
    assert Item.objects.count() + Comment.objects.count() == 6
    assert "alert" not in json.dumps(list(Comment.objects.values_list("body", "text")))
    assert "profond" in str(list(Comment.objects.values_list("text", flat=True)))
    assert Person.objects.filter(name="retourné").exists()


@pytest.mark.parametrize("cut", [1, 9, 20, 40, 60])
def test_a_damaged_archive_is_refused_before_anything_is_written(
    database: str, tmp_path: Path, cut: int
) -> None:
    path = written(tmp_path / "x.jsonl.gz", many(50))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * cut // 61] or content[:4])
    before = every_row()
    with pytest.raises(Refused, match="damaged"):
        imported(path)
    assert every_row() == before


def test_what_cannot_be_read_says_why(database: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no file"):
        imported(tmp_path / "absent.jsonl")
    with pytest.raises(Refused, match="folder"):
        imported(tmp_path)


def test_a_line_without_end_is_passed_over_in_little_memory(tmp_path: Path) -> None:
    path = written(tmp_path / "x.jsonl.gz", ['{"html": "' + "x" * (64 << 20), message(1)])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    aside = Ledger()
    found = [read_line(number, raw, aside) for number, raw in read_lines(path)]
    assert [line and line.id for line in found] == [None, "1"]
    assert aside.report()[0]["examples"] == ["line 1"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_an_empty_file_brings_nothing(database: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.touch()
    report = imported(path)
    assert report.messages == 0
    assert not Space.objects.exists()


def test_a_message_repeated_comes_once(database: str, tmp_path: Path) -> None:
    lines: list[Any] = [message(1), message(2), message(2), message(1)]
    imported(written(tmp_path / "x.jsonl", lines))
    assert Item.objects.get().comment_count == Comment.objects.count() == 1
