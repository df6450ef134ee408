"""What waits for one slow reader, and who is in whose way: told without a server."""

import asyncio
import json
from typing import Any

from etabli.platform.live.hub import HOME_EVERY, STREAMS_EACH, Hub
from etabli.platform.live.lookups import Circle, Told
from etabli.platform.live.standing import Standing, Visitor
from etabli.platform.live.stream import WAITING, Stream
from etabli.platform.live.topics import MOST, read_topics

ITEM = "item:01990000-0000-7000-8000-000000000001"
OTHER = "item:01990000-0000-7000-8000-000000000002"
MINE, THEIRS, ALL = Circle(1, False), Circle(2, False), Circle(3, True)


def told(number: int, audience: Circle, *topics: tuple[str, Circle]) -> Told:
    return Told(number, audience, topics)


def arrive(
    hub: Hub, topics: str, person: int = 7, *, member: bool = True
) -> tuple[Stream, Standing]:
    stream = Stream(read_topics(topics))
    visitor = Visitor("session", person, person, b"")
    standing = hub.enter(stream, visitor)
    hub.settle(standing, [MINE.id], member)
    hub.see(standing, set(stream.topics), set(stream.topics))
    return stream, standing


def written(stream: Stream) -> list[tuple[str, dict[str, Any]]]:
    """What the stream writes now, as its reader gets it."""

    async def run() -> bytes:
        sent: list[bytes] = []

        async def send(message: Any) -> None:
            sent.append(message["body"])
            stream.leave()

        await asyncio.wait_for(stream.write(send), 1)
        return b"".join(sent)

    frames = asyncio.run(run()).decode().split("\n\n")
    lines = [
        dict(line.partition(": ")[::2] for line in frame.split("\n")) for frame in frames if frame
    ]
    return [(one["event"], json.loads(one["data"])) for one in lines if "event" in one]


def test_two_changes_of_one_topic_that_wait_are_one() -> None:
    stream = Stream(frozenset([ITEM, OTHER]))
    for at, topic in ((1, ITEM), (2, OTHER), (3, ITEM)):
        stream.tell(topic, at)
    assert written(stream) == [
        ("changed", {"topic": OTHER, "v": 2}),
        ("changed", {"topic": ITEM, "v": 3}),
    ]


def test_a_reader_too_slow_is_told_to_ask_for_everything() -> None:
    stream = Stream(frozenset())
    for number in range(WAITING + 50):
        stream.tell(f"item:{number}", number)
    assert written(stream) == [("resync", {})]


def test_nothing_is_told_after_the_end() -> None:
    stream = Stream(frozenset([ITEM]))
    stream.tell(ITEM, 1)
    stream.end("revoked")
    stream.tell(ITEM, 2)
    stream.end("signed_out")
    assert written(stream) == [("end", {"reason": "revoked"})]


def test_a_heartbeat_is_no_event() -> None:
    stream = Stream(frozenset([ITEM]))
    stream.beat()
    assert written(stream) == []


def test_both_the_event_and_the_thing_must_be_hers_to_know() -> None:
    hub = Hub()
    stream, _ = arrive(hub, ITEM)
    hub.tell([told(1, THEIRS, (ITEM, MINE)), told(2, MINE, (ITEM, THEIRS))])
    hub.tell([told(3, ALL, (OTHER, ALL))])
    stream.beat()
    assert written(stream) == []
    stream, _ = arrive(hub, ITEM, 8)
    hub.tell([told(4, ALL, (ITEM, MINE))])
    assert [event for event, _ in written(stream)] == ["changed"]


def test_what_is_for_the_whole_house_is_not_for_its_guests() -> None:
    hub = Hub()
    guest, _ = arrive(hub, f"{ITEM},home", 9, member=False)
    hub.tell([told(1, ALL, (ITEM, ALL))])
    guest.beat()
    assert written(guest) == []


def test_a_home_is_told_at_once_then_not_too_often() -> None:
    hub = Hub()
    stream, standing = arrive(hub, "home")
    hub.tell([told(1, MINE)])
    hub.tell([told(2, MINE)])
    assert len(written(stream)) == 1
    assert standing.home_due
    again, _ = arrive(hub, "home")
    hub.tell_homes()
    again.beat()
    assert written(again) == []
    standing.home_at -= HOME_EVERY
    last, _ = arrive(hub, "home")
    hub.tell_homes()
    assert written(last)[0][1]["topic"] == "home"
    assert not standing.home_due


def test_somebody_who_comes_back_gets_what_she_missed() -> None:
    hub = Hub()
    hub.tell([told(1, MINE, (ITEM, MINE)), told(2, THEIRS, (OTHER, THEIRS))])
    stream, standing = arrive(hub, f"{ITEM},{OTHER}")
    hub.tell_again(stream, standing, hub.since)
    assert [data["topic"] for _, data in written(stream)] == [ITEM]
    late, standing = arrive(hub, ITEM)
    hub.tell_again(late, standing, hub.since - 1)
    assert written(late) == [("resync", {})]


def test_a_topic_lost_ends_only_the_streams_that_had_it() -> None:
    hub = Hub()
    losing, standing = arrive(hub, ITEM)
    keeping, _ = arrive(hub, OTHER)
    hub.see(standing, {OTHER}, {ITEM, OTHER})
    assert losing.ended
    assert not keeping.ended


def test_those_who_leave_leave_nothing_behind() -> None:
    hub = Hub()
    pairs = [arrive(hub, f"{ITEM},home", person) for person in range(5) for _ in range(3)]
    for stream, standing in pairs:
        hub.leave(stream, standing)
        hub.leave(stream, standing)
    assert hub.standings == {}
    assert hub.topics == set()
    assert not hub._by_audience


def test_one_person_has_so_many_streams_and_no_more() -> None:
    hub = Hub()
    streams = [arrive(hub, ITEM)[0] for _ in range(STREAMS_EACH + 1)]
    assert [stream.ended for stream in streams] == [True] + [False] * STREAMS_EACH


def test_topics_are_few_and_well_formed() -> None:
    assert read_topics("home,home nothing item: item:x person:1") == {"home"}
    assert read_topics(ITEM.upper().replace("ITEM", "item")) == {ITEM}
    many = ",".join(f"item:01990000-0000-7000-8000-{number:012x}" for number in range(1000))
    assert len(read_topics(many)) == MOST
