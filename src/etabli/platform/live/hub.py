"""The open streams of this process, and who gets which frame. Knows no database."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from etabli.platform.live.frames import stamp
from etabli.platform.live.lookups import Told
from etabli.platform.live.standing import Standing, Visitor
from etabli.platform.live.stream import Stream
from etabli.platform.live.topics import HOME

KEPT = 4096
"""Events kept for those who come back after a short absence."""
HOME_EVERY = 3_000_000
"""Microseconds between two frames for one's own page, which anything at all may touch."""
STREAMS_EACH = 30
"""Streams of one person; the oldest makes room. A browser opens one for all its tabs."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An event, and when it was told."""

    at: int
    told: Told


class Hub:
    """Who listens to what."""

    def __init__(self) -> None:
        self.standings: dict[int, Standing] = {}
        self._by_audience: dict[int, set[Standing]] = {}
        self._by_topic: dict[str, set[Standing]] = {}
        self._kept: deque[Kept] = deque(maxlen=KEPT)
        self.since = stamp()
        """From when on nothing was missed."""

    def enter(self, stream: Stream, visitor: Visitor) -> Standing:
        """Let a stream in. It is told nothing before its rights are known."""
        standing = self.standings.setdefault(visitor.person_id, Standing(visitor.person_id))
        if len(standing.streams) >= STREAMS_EACH:
            oldest = next(iter(standing.streams))
            oldest.end("replaced")
            self.leave(oldest, standing)
        standing.streams[stream] = visitor
        for topic in stream.topics:
            self._by_topic.setdefault(topic, set()).add(standing)
        return standing

    def leave(self, stream: Stream, standing: Standing) -> None:
        """A stream is over."""
        if standing.streams.pop(stream, None) is None:
            return
        for topic in stream.topics - standing.topics:
            _discard(self._by_topic, topic, standing)
        if not standing.streams:
            for audience in standing.audiences:
                _discard(self._by_audience, audience, standing)
            self.standings.pop(standing.person_id, None)

    def settle(self, standing: Standing, audiences: Iterable[int], member: bool) -> None:
        """These are a person's audiences now."""
        now = frozenset(audiences)
        if standing.streams:
            for audience in standing.audiences - now:
                _discard(self._by_audience, audience, standing)
            for audience in now - standing.audiences:
                self._by_audience.setdefault(audience, set()).add(standing)
        standing.audiences, standing.member = now, member

    def see(self, standing: Standing, visible: set[str], asked: set[str]) -> None:
        """Of the topics asked about, these are hers to see now; a stream that loses one ends."""
        lost = (standing.seen & asked) - visible
        standing.seen = (standing.seen - asked) | visible
        if lost:
            for stream in [stream for stream in standing.streams if stream.topics & lost]:
                stream.end("revoked")

    def tell(self, events: Iterable[Told]) -> None:
        """Say what changed, to those who asked and may know."""
        at = stamp()
        for told in events:
            self._kept.append(Kept(at, told))
            for topic, circle in told.topics:
                for standing in self._by_topic.get(topic, ()):
                    if standing.may_see(told.audience) and standing.may_see(circle):
                        _tell(standing.streams, topic, at)
            for standing in self._at_home(told):
                self._tell_home(standing, at)

    def tell_again(self, stream: Stream, standing: Standing, after: int) -> None:
        """Tell a stream what was told while it was away, or that too much was."""
        oldest = self._kept[0].at if len(self._kept) == KEPT else self.since
        if after < oldest:
            stream.resync(stamp())
            return
        for kept in self._kept:
            if kept.at <= after or not standing.may_see(kept.told.audience):
                continue
            for topic, circle in kept.told.topics:
                if topic in stream.topics and standing.may_see(circle):
                    stream.tell(topic, kept.at)
            if HOME in stream.topics:
                stream.tell(HOME, kept.at)

    def resync(self) -> None:
        """Something was missed: everybody asks again."""
        self._kept.clear()
        at = self.since = stamp()
        for standing in self.standings.values():
            for stream in standing.streams:
                stream.resync(at)

    def beat(self) -> None:
        """Show every stream alive."""
        for stream, _ in self.streams():
            stream.beat()

    def tell_homes(self) -> None:
        """Tell the homes that were told too recently."""
        at = stamp()
        for standing in self._by_topic.get(HOME, ()):
            if standing.home_due and at - standing.home_at >= HOME_EVERY:
                standing.home_at, standing.home_due = at, False
                _tell(standing.streams, HOME, at)

    def streams(self) -> Iterator[tuple[Stream, Visitor]]:
        """Every open stream and who came in with it."""
        for standing in list(self.standings.values()):
            yield from list(standing.streams.items())

    def asking(self, topics: Iterable[str]) -> set[Standing]:
        """Who asked about any of these topics."""
        found: set[Standing] = set()
        return found.union(*(self._by_topic.get(topic, ()) for topic in topics))

    @property
    def topics(self) -> set[str]:
        """All that anybody asked about."""
        return set(self._by_topic)

    def _at_home(self, told: Told) -> set[Standing]:
        homes = self._by_topic.get(HOME, set())
        if told.audience.everyone:
            return {standing for standing in homes if standing.may_see(told.audience)}
        return self._by_audience.get(told.audience.id, set()) & homes

    def _tell_home(self, standing: Standing, at: int) -> None:
        if at - standing.home_at < HOME_EVERY:
            standing.home_due = True
        else:
            standing.home_at = at
            _tell(standing.streams, HOME, at)


def _tell(streams: Iterable[Stream], topic: str, at: int) -> None:
    for stream in streams:
        if topic in stream.topics:
            stream.tell(topic, at)


def _discard(index: dict[Any, set[Standing]], key: Any, standing: Standing) -> None:
    """Take somebody out of an index, and the entry with her when she was the last."""
    there = index.get(key)
    if there is not None:
        there.discard(standing)
        if not there:
            del index[key]
