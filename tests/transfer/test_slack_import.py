"""A Slack export brought into a network: what came, who may see it, and nothing twice."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from etabli.lib.richtext import Doc, links, mentions
from etabli.platform.events.models import Event
from etabli.platform.items.models import Comment, Item, ItemRef, Reaction, Revision
from etabli.platform.people.models import Account, Person
from etabli.platform.spaces.models import Membership, Space
from etabli.platform.transfer.refusing import Refused
from tests.transfer.rows import every_row
from tests.transfer.samples import (
    ANA,
    BEN,
    REAL_SLACK,
    channel,
    said,
    small_export,
    user,
    zipped,
)
from tests.transfer.takeouts import imported
from tests.world import World


@pytest.mark.parametrize("path", REAL_SLACK, ids=lambda path: path.parent.name)
def test_a_real_export_comes_in_with_the_counts_published_beside_it(
    database: str, path: Path
) -> None:
    wanted = json.loads((path.parent / "counts.json").read_text())
    report = imported(path)
    told = {
        "users": report.people,
        "users_bot": report.bots,
        "users_deleted": report.inactive,
        "channels": report.channels,
        "channels_archived": report.channels_archived,
        "memberships": report.memberships,
        "content_messages": report.messages,
        "thread_replies": report.threads,
        "file_comment_replies": report.file_comments,
        "distinct_files": report.files,
        "link_attachments": report.link_attachments,
        "reactions": report.reactions,
        "edited": report.edited,
        "user_mentions_in_content_messages": report.mentions,
        "system_messages": report.aside.total("system"),
    }
    assert told == {name: wanted[name] for name in told}
    assert rows_told() == {
        "users": wanted["users"] + report.unlisted_authors,
        "users_deleted": wanted["users_deleted"],
        "channels": wanted["channels"],
        "memberships": wanted["memberships"],
        "content_messages": wanted["content_messages"] + report.placeholders,
        "comments": wanted["thread_replies"] + wanted["file_comment_replies"],
        "reactions": wanted["reactions"],
        "edited": wanted["edited"],
        "mentions": wanted["user_mentions_in_content_messages"],
    }


def rows_told() -> dict[str, Any]:
    """The same counts, read in the database."""
    posts, comments = Item.objects.all(), Comment.objects.all()
    bodies = [item.data["body"] for item in posts if "body" in item.data]
    bodies += [comment.body for comment in comments if comment.body]
    text = json.dumps(bodies)
    return {
        "users": Person.objects.count(),
        "users_deleted": Person.objects.filter(active=False).count(),
        "channels": Space.objects.count(),
        "memberships": Membership.objects.count(),
        "content_messages": len(posts) + len(comments),
        "comments": len(comments),
        "reactions": Reaction.objects.count(),
        "edited": sum(c.edited_at is not None for c in comments)
        + Revision.objects.filter(verb="edited").count(),
        "mentions": text.count('"type": "mention"'),
    }


@pytest.mark.parametrize("path", REAL_SLACK, ids=lambda path: path.parent.name)
def test_a_real_export_imported_again_changes_nothing(database: str, path: Path) -> None:
    imported(path)
    before = every_row()
    again = imported(path)
    assert every_row() == before
    assert not any(vars(again.created).values())


def test_imported_again_nothing_changes(database: str, tmp_path: Path) -> None:
    path = small_export(tmp_path / "x.zip")
    first = imported(path)
    before = every_row()
    again = imported(path)
    assert every_row() == before
    assert not any(vars(again.created).values())
    assert again.unchanged.people == first.created.people
    assert again.unchanged.messages == first.created.items + first.created.comments


def test_a_rehearsal_says_what_would_come_and_writes_nothing(database: str, tmp_path: Path) -> None:
    path = small_export(tmp_path / "x.zip")
    before = every_row()
    rehearsed = imported(path, dry_run=True)
    assert every_row() == before
    done = imported(path)
    assert vars(rehearsed.created) == vars(done.created)
    assert rehearsed.as_json() | {"dry_run": False} == done.as_json()
    assert not any(vars(imported(path, dry_run=True).created).values())


def test_people_come_without_account_or_power(database: str, tmp_path: Path) -> None:
    imported(small_export(tmp_path / "x.zip"))
    people = {person.name: person for person in Person.objects.all()}
    assert people["Ana Diaz"].role == "member"
    assert people["Ana Diaz"].job == "Directrice"
    assert not people["Chloé Petit"].active
    assert people["Veilleur"].kind == "bot"
    assert people["construction"].kind == "bot"
    assert not Account.objects.exists()


def test_whoever_signs_in_with_that_address_is_that_person(world: World, tmp_path: Path) -> None:
    Account.objects.filter(person=world.ana).update(email="Ana@Example.org")
    imported(small_export(tmp_path / "x.zip"))
    assert Person.objects.filter(name="Ana Diaz").count() == 1
    assert Item.objects.get(title__startswith="Bonjour").author == world.ana
    before = every_row()
    imported(tmp_path / "x.zip")
    assert every_row() == before


def test_words_dates_and_authors_are_kept(database: str, tmp_path: Path) -> None:
    imported(small_export(tmp_path / "x.zip"))
    item = Item.objects.get(title__startswith="Bonjour")
    body = Doc(item.data["body"])
    assert item.created_at == datetime(2023, 11, 14, 22, 15, 0, 100, UTC)
    assert item.author.name == "Ana Diaz"
    assert [mention.label for mention in mentions(body)] == ["Ben Roy"]
    assert links(body) == ["https://example.org/a?"]
    ref = ItemRef.objects.get(item=item)
    assert (ref.kind, ref.field, ref.target) == ("person", "body", person("Ben Roy").pk)


def test_answers_become_comments_and_wake_their_item(database: str, tmp_path: Path) -> None:
    imported(small_export(tmp_path / "x.zip"))
    item = Item.objects.get(title__startswith="Je m")
    answer = item.comments.get()
    assert answer.text == "Merci !"
    assert answer.author.name == "Ana Diaz"
    assert item.comment_count == 1
    assert item.activity_at == answer.created_at == datetime(2023, 11, 14, 22, 21, 40, 100, UTC)


def test_a_comment_of_a_file_is_under_the_message_of_the_file(
    database: str, tmp_path: Path
) -> None:
    imported(small_export(tmp_path / "x.zip"))
    item = Item.objects.get(title="Plan")
    assert links(Doc(item.data["body"])) == ["https://t.slack.com/files/U02/F1/plan.pdf"]
    assert "bien" in item.comments.get().text


def test_an_answer_to_a_lost_message_has_a_place(database: str, tmp_path: Path) -> None:
    report = imported(small_export(tmp_path / "x.zip"))
    comment = Comment.objects.get(text__startswith="répond")
    assert comment.item.title == "Message that Slack no longer has"
    assert comment.item.created_at == datetime(2020, 9, 13, 12, 26, 40, 100, UTC)
    assert report.placeholders == 1


def test_reactions_and_edits_are_kept(database: str, tmp_path: Path) -> None:
    imported(small_export(tmp_path / "x.zip"))
    item = Item.objects.get(title__startswith="Je m")
    kinds = [(one.person.name, one.kind) for one in item.reactions.order_by("person__name")]
    assert kinds == [("Ana Diaz", "🎉"), ("Chloé Petit", "🎉")]
    assert item.version == 2
    edited = item.revisions.get(n=2)
    assert edited.actor == person("Ben Roy")
    assert edited.at == item.updated_at == datetime(2023, 11, 14, 22, 20, 0, 0, UTC)


def test_each_space_is_told_once_and_nobody_is_notified(database: str, tmp_path: Path) -> None:
    imported(small_export(tmp_path / "x.zip"))
    told = Event.objects.order_by("space_id")
    assert {event.verb for event in told} == {"imported"}
    assert len({event.space_id for event in told}) == len(told) == 5
    assert sum(event.payload["count"] for event in told) == 12


def test_a_later_export_adds_what_is_new(database: str, tmp_path: Path) -> None:
    files = {
        "users.json": [user(ANA, "Ana"), user(BEN, "Ben")],
        "channels.json": [channel("C1", "a", [ANA])],
        "a/2023-11-14.json": [said("1700000000.000001", ANA, "début")],
    }
    imported(zipped(tmp_path / "first.zip", files))
    Space.objects.update(name="renommé ici")
    files["a/2023-11-15.json"] = [
        said("1700090000.000001", BEN, "suite", thread_ts="1700000000.000001")
    ]
    again = imported(zipped(tmp_path / "later.zip", files))
    assert (again.created.items, again.created.comments) == (0, 1)
    assert Space.objects.get().name == "renommé ici"
    assert Item.objects.get().comment_count == 1


def test_whoever_left_a_space_is_not_brought_back(database: str, tmp_path: Path) -> None:
    path = small_export(tmp_path / "x.zip")
    imported(path)
    gone = Membership.objects.get(space__name="Ana Diaz, Ben Roy", person=person("Ben Roy"))
    gone.delete()
    imported(path)
    assert not Membership.objects.filter(space=gone.space, person=gone.person).exists()


def test_junk_never_stops_an_import(database: str, tmp_path: Path) -> None:
    files = {
        "users.json": [None, 3, {"id": []}, user(ANA, "Ana"), user(ANA, "Encore"), {"id": "U9"}],
        "channels.json": [{"id": "C1"}, channel("C2", "b", [ANA, "U404"]), 5],
        "dms.json": {"not": "a list"},
        "b/2023-11-14.json": [
            said("1700000000.000001", ANA, "\x00nul \ud800 bien"),
            said("1700000000.000001", ANA, "double"),
            said("1700000001.000001", "U404", "inconnu", user_profile={"real_name": "Zoé"}),
            {"ts": "1700000002.000001", "text": "personne"},
            said("1700000003.000001", ANA, ""),
            said("9999999999.999999", ANA, "loin"),
            said("1700000004.000001", ANA, "x" * 100_000, attachments=[{"text": "y" * 9000}] * 99),
        ],
        "b/2023-11-15.json": '[{"ts": "1700100000.000001", "user": "U01", "text": "fin"}, {',
    }
    report = imported(zipped(tmp_path / "x.zip", files))
    assert {reason.code: entry.count for reason, entry in report.aside} == {
        "wrong_person": 4,
        "wrong_channel": 2,
        "unlisted_member": 1,
        "unreadable": 2,
        "double": 1,
        "no_author": 1,
        "empty": 1,
    }
    titles = list(Item.objects.order_by("created_at").values_list("title", flat=True))
    assert titles[:2] == ["nul bien", "inconnu"]
    assert "fin" in titles
    assert not person("Zoé").active


def test_two_imports_do_not_run_at_once(database: str, tmp_path: Path, monkeypatch: Any) -> None:
    path = small_export(tmp_path / "x.zip")
    copy = connection.copy()
    with copy.cursor() as cursor, monkeypatch.context() as patch:
        patch.setattr("etabli.platform.transfer.loading.runs.PATIENCE", 1)
        cursor.execute("SELECT pg_advisory_lock(%s)", [0x6574_6162])
        with pytest.raises(Refused, match="Another import"):
            imported(path)
    copy.close()
    assert imported(path).created.items


def person(name: str, **more: Any) -> Person:
    return Person.objects.get(name=name, **more)
