"""What the people of the demonstration did, act by act, each at its moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from etabli.lib.richtext import from_markdown
from etabli.platform.access.doors import forget_audiences
from etabli.platform.awaited.acknowledging import acknowledge
from etabli.platform.awaited.computing import settle_awaiting
from etabli.platform.awaited.models import Awaiting
from etabli.platform.db.identity import acting
from etabli.platform.engine.app import App
from etabli.platform.engine.balloting import cast
from etabli.platform.engine.definition.demo import Comment as ToldComment
from etabli.platform.engine.definition.demo import Edit, Published, Remark, Step, Told, read_demo
from etabli.platform.engine.demonstration import Telling, raw_value
from etabli.platform.engine.fields.context import Kind
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.versioning import publish
from etabli.platform.engine.writing import create, edit, move
from etabli.platform.files.receiving import receive
from etabli.platform.items.accepting import accept
from etabli.platform.items.commenting import comment
from etabli.platform.items.following import follow
from etabli.platform.items.models import Comment, Item, Revision, Version
from etabli.platform.items.reacting import react
from etabli.platform.items.voting import vote
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space
from etabli.platform.spaces.standing import forget_ranks


@dataclass
class Story:
    """The people and the places of the telling, and what was made so far."""

    people: dict[str, Person]
    spaces: dict[str, Space]
    items: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def uid_of(self, kind: Kind, key: str) -> str:
        """The public uid of somebody or something. Raises KeyError."""
        if kind == "person":
            return str(self.people[key].uid)
        if kind == "space":
            return str(self.spaces[key].uid)
        if kind == "file":
            return self.files[key]
        return str(Item.objects.get(pk=self.items[key]).uid)

    def name_of(self, key: str) -> str:
        return self.people[key].name


Act = tuple[datetime, int, Callable[[], None]]


def acts_of(app: App, story: Story, telling: Telling) -> Iterator[Act]:
    """Every act of an app's demonstration, with its moment."""
    folder = app.folder
    if folder is None or app.demo is None:
        return
    for key, told in read_demo(app, folder).items.items():
        if told.space in story.spaces:
            yield from _Teller(app, f"{app.app}.{key}", told, story, telling).acts()


@dataclass(frozen=True)
class _Teller:
    """One item of a demonstration, as it lives."""

    app: App
    key: str
    told: Told
    story: Story
    telling: Telling

    def acts(self) -> Iterator[Act]:
        told = self.told
        yield self.telling.moment(told.at), 0, self.make
        for change in told.edits:
            yield self.telling.moment(change.at), 1, partial(self.change, change)
        for version in told.versions:
            yield self.telling.moment(version.at), 2, partial(self.publish, version)
        for step in told.moves:
            yield self.telling.moment(step.at), 1, partial(self.take, step)
        if told.ballot:
            yield self.telling.moment(told.at), 0, self.vote
        # After the last move: before it, those who answer may not see the item yet.
        shown = told.moves[-1].at if told.moves else told.at
        yield self.telling.moment(shown), 1, self.be_met
        for said in told.comments:
            yield self.telling.moment(said.at), 2, partial(self.say, said)
        if told.read:
            yield self.telling.now, 3, self.have_read

    def make(self) -> None:
        told, by = self.told, self._person(self.told.by)
        moment = self.telling.moment(told.at)
        with acting(by):
            values = self._values(told.values, by)
            item = create(
                self.app, self.story.spaces[told.space], values, by=by, lang=self.telling.lang
            )
            _date(item, moment, created_at=moment, state_since=moment)
        self.story.items[self.key] = item.pk

    def change(self, told: Edit) -> None:
        by, moment = self._person(told.by), self.telling.moment(told.at)
        with acting(by):
            item = self._item()
            edit(item, self._values(told.values, by), by=by)
            _date(item, moment)

    def publish(self, told: Published) -> None:
        by, moment = self._person(told.by), self.telling.moment(told.at)
        with acting(by):
            item = self._item()
            made = publish(item, self.telling.words(told.words.say(self.telling.lang)), by=by)
            Version.objects.filter(pk=made.pk).update(at=moment)
            _date(item, moment)

    def take(self, step: Step) -> None:
        by, moment = self._person(step.by), self.telling.moment(step.at)
        reason = step.reason.say(self.telling.lang) if step.reason else ""
        with acting(by):
            item = self._item()
            move(item, step.do, self._values(step.values, by), by=by, reason=reason)
            if Item.objects.filter(pk=item.pk).exists():
                _date(item, moment, state_since=moment)

    def say(self, told: ToldComment) -> None:
        said = self._say(told, None)
        for reply in told.replies:
            self._say(reply, said)
        if told.accepted:
            by = self._person(told.accepted_by or self.told.by)
            with acting(by):
                before = self._item()
                accept(Comment.objects.select_related("item__space").get(pk=said.pk), by=by)
                _catch_up(before, max(self.telling.moment(one.at) for one in (told, *told.replies)))

    def be_met(self) -> None:
        told = self.told
        for kind, who in told.reactions.items():
            self._each(who, partial(_react, kind))
        self._each(told.followers, lambda found, one: follow(found, "follow", by=one))
        self._each(told.votes, lambda found, one: vote(found, by=one))

    def vote(self) -> None:
        for key, places in self.told.ballot.items():
            by = self._person(key)
            with acting(by):
                item = self._item()
                ballot = self.app.behaviours.ballot
                assert ballot is not None
                options = item.data[ballot.options]
                cast(item, [options[place]["id"] for place in places], by=by)

    def have_read(self) -> None:
        self._each(self.told.read, lambda found, one: acknowledge(found, by=one))

    def _say(self, told: Remark, parent: Comment | None) -> Comment:
        by, moment = self._person(told.by), self.telling.moment(told.at)
        with acting(by):
            item, before = self._item(), self._item()
            body = from_markdown(self.telling.markdown(told.text.say(self.telling.lang)))
            said = comment(item, body, by=by, parent=parent)
            Comment.objects.filter(pk=said.pk).update(created_at=moment)
            Item.objects.filter(pk=item.pk).update(activity_at=moment)
            _catch_up(before, moment)
            Awaiting.objects.filter(comment=said).update(since=moment)
        for kind, who in told.reactions.items():
            self._each(who, partial(_react_to, said, kind))
        return said

    def _each(self, keys: list[str], do: Callable[[Item, Person], Any]) -> None:
        for key in keys:
            by = self._person(key)
            with acting(by):
                do(self._item(), by)

    def _item(self) -> Item:
        rows = Item.objects.select_related("space__archiving", "author", "assignee")
        return rows.get(pk=self.story.items[self.key])

    def _person(self, key: str) -> Person:
        person = self.story.people[key]
        forget_audiences(person)
        forget_ranks(person)
        return person

    def _values(self, told: dict[str, Any], by: Person) -> dict[str, Any]:
        context = context_for(by, lang=self.telling.lang)
        values = {}
        for uid, value in told.items():
            self._bring_files(uid, value, by)
            one = self.app.field(uid)
            values[uid] = one.from_json(raw_value(one, value, self.telling), context)
        return values

    def _bring_files(self, uid: str, told: Any, by: Person) -> None:
        if self.app.field(uid).kind not in ("files", "images"):
            return
        for one in told if isinstance(told, list) else [told]:
            name = one["file"] if isinstance(one, dict) else one
            alt = self.telling.words(one.get("alt", "")) if isinstance(one, dict) else ""
            assert self.app.folder is not None
            content = (self.app.folder / "demo" / name).read_bytes()
            kept = receive(SimpleUploadedFile(name, content), by=by, alt=alt)
            self.story.files[name] = str(kept.uid)


def _date(item: Item, moment: datetime, **columns: datetime) -> None:
    """Give an act the moment it is told at: what was made just now is dated then."""
    Revision.objects.filter(item=item, n=item.version).update(at=moment)
    Item.objects.filter(pk=item.pk).update(updated_at=moment, activity_at=moment, **columns)
    item.refresh_from_db()
    settle_awaiting(item)


def _catch_up(before: Item, moment: datetime) -> None:
    """Date what a word brought about: an answer moves a question on, and retains itself."""
    Revision.objects.filter(item=before, n__gt=before.version).update(at=moment)
    since = Item.objects.filter(pk=before.pk).exclude(version=before.version)
    since.update(updated_at=moment, activity_at=moment)
    since.exclude(state=before.state).update(state_since=moment)


def _react(kind: str, item: Item, by: Person) -> None:
    react(item, kind, by=by)


def _react_to(said: Comment, kind: str, item: Item, by: Person) -> None:
    react(said, kind, by=by)
