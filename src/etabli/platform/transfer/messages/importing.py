"""From an archive of messages to people, spaces, items and comments."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeVar

from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Rank, Space
from etabli.platform.transfer.ledger import Ledger
from etabli.platform.transfer.loading.batches import batches
from etabli.platform.transfer.loading.pieces import Answer, Known, Newcomer, Place, Post, Text
from etabli.platform.transfer.loading.sinks import Sink
from etabli.platform.transfer.messages.converter import Converted
from etabli.platform.transfer.messages.lines import Line, read_line, read_lines
from etabli.platform.transfer.messages.names import Names
from etabli.platform.transfer.messages.survey import Survey, survey
from etabli.platform.transfer.report import Report

APPS = ("publications", "tasks")
LOOKED_UP = 2000
BATCH = 1000
WEIGHT = 2 << 20
"""Characters of HTML that a batch holds at most, but for its last message."""

Progress = Callable[[int, int], None]
"""Told how many lines are done, of how many; 0 while it is not known."""
Batch = list[Line]
Convert = Callable[[Iterable[tuple[Batch, list[str]]]], Iterator[tuple[Batch, list[Converted]]]]
Converting = Callable[[Mapping[str, str]], AbstractContextManager[Convert]]
"""Opens what converts texts that may mention these people, {name: uid}."""
P = TypeVar("P", Post, Answer)


class Importing:
    """One archive on its way into a sink."""

    def __init__(self, path: Path, names: Names, sink: Sink, report: Report) -> None:
        self._path = path
        self._names = names
        self._sink = sink
        self._report = report
        self._people: dict[str, Known] = {}
        self._ids: dict[str, int] = {}
        self.here = 0
        """Comments that an earlier import brought, and that this one passed over."""
        self._openings: dict[str, str] = {}

    def bring(self, converting: Converting, progress: Progress, reached: int = 0) -> None:
        """Read it all: once for what there is, once for items, once for comments.

        ``reached`` is the last line whose comment an interrupted reading had written.
        Raises Refused when the file cannot be read to its end.
        """
        found = survey(self._path, self._report.aside, lambda line: progress(line, 0))
        self._tell(found)
        self._bring_people(found)
        self._sink.spaces(self._places(found))
        there = self._names.openings(self._sink.origins(self._names.prefix))
        self._openings = {key: there.get(key, first.id) for key, first in found.topics.items()}
        firsts = {first.number for key, first in found.topics.items() if key not in there}
        posts = (line for line in self._lines(firsts.__contains__))
        with converting({name: one.uid for name, one in self._people.items()}) as convert:
            for batch, texts in convert(_batches(posts)):
                self._sink.posts(self._pieces(self._post, batch, texts))
                progress(batch[-1].number, 2 * found.lines)
            answers = self._lines(lambda number: number > reached and number not in firsts)
            for batch, texts in convert(_batches(self._unknown(answers))):
                pieces = self._pieces(self._answer, batch, texts)
                self._sink.answers(pieces, batch[-1].number)
                progress(found.lines + batch[-1].number, 2 * found.lines)

    def _tell(self, found: Survey) -> None:
        self._report.people = len(found.senders)
        self._report.channels = len(found.channels)
        self._report.messages = found.messages
        self._report.threads_started = len(found.topics)
        self._report.threads = found.messages - len(found.topics)
        self._report.memberships = sum(len(one.senders) for one in found.channels.values())

    def _bring_people(self, found: Survey) -> None:
        origins = {name: self._names.sender(name) for name in found.senders}
        known = self._sink.people(Newcomer(origin, name) for name, origin in origins.items())
        self._people = {name: known[origin] for name, origin in origins.items()}
        self._ids = {one.uid: one.id for one in known.values()}

    def _places(self, found: Survey) -> list[Place]:
        """A space for each channel. The administrators of the house look after them all."""
        admins = Person.objects.filter(role="admin", kind="person", active=True)
        owners = [(pk, int(Rank.OWNER)) for pk in admins.values_list("pk", flat=True)]
        return [
            Place(
                origin=self._names.channel(channel_id),
                name=channel.name,
                visibility=Space.Visibility.OPEN,
                apps=APPS,
                members=(
                    *(
                        (self._people[name].id, int(Rank.MEMBER))
                        for name in sorted(channel.senders)
                    ),
                    *owners,
                ),
                created_at=channel.since,
            )
            for channel_id, channel in found.channels.items()
        ]

    def _lines(self, wanted: Callable[[int], bool]) -> Iterator[Line]:
        """The messages of the lines whose number is wanted; the survey told the bad ones."""
        for number, raw in read_lines(self._path):
            if wanted(number) and not raw.isspace():
                line = read_line(number, raw, Ledger())
                if line is not None:
                    yield line

    def _unknown(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The messages that are comments and are not here yet: only these are converted."""
        for some in batches(lines, LOOKED_UP):
            comments = [line for line in some if self._openings[line.thread] != line.id]
            absent = self._sink.absent(self._names.message(line) for line in comments)
            yield from (line for line in comments if self._names.message(line) in absent)
            self.here += len(comments) - len(absent)

    def _pieces(
        self, make: Callable[[Line, Text], P], batch: Batch, texts: Iterable[Converted]
    ) -> list[tuple[str, P]]:
        return [
            (self._names.channel(line.channel_id), make(line, self._text(converted)))
            for line, converted in zip(batch, texts, strict=True)
        ]

    def _text(self, converted: Converted) -> Text:
        body, words, uids = converted
        self._report.mentions += len(uids)
        return Text(body, words, tuple(self._ids[uid] for uid in uids))

    def _post(self, line: Line, text: Text) -> Post:
        return Post(
            origin=self._names.topic(line.thread, line.id),
            author=self._people[line.sender].id,
            at=line.at,
            text=text,
            title=line.topic,
        )

    def _answer(self, line: Line, text: Text) -> Answer:
        return Answer(
            origin=self._names.message(line),
            author=self._people[line.sender].id,
            at=line.at,
            text=text,
            post=self._names.topic(line.thread, self._openings[line.thread]),
        )


def _batches(lines: Iterable[Line]) -> Iterator[tuple[Batch, list[str]]]:
    """Lines with their HTML, by the batch; a few long ones make one too."""
    batch: Batch = []
    weight = 0
    for line in lines:
        batch.append(line)
        weight += len(line.html)
        if len(batch) == BATCH or weight > WEIGHT:
            yield batch, [one.html for one in batch]
            batch, weight = [], 0
    if batch:
        yield batch, [one.html for one in batch]
