"""Keeps the hub true to the database: what happened, who lost a right, which session ended."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import psycopg
import structlog
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from etabli.platform.events.doorbell import CHANNEL
from etabli.platform.events.lines import address
from etabli.platform.live import lookups
from etabli.platform.live.hub import Hub
from etabli.platform.live.lookups import Changed, Told
from etabli.platform.live.standing import Standing, digest

EVERY = 1.0  # seconds between two looks when no bell rings
APART = 0.015  # seconds between two looks, whatever rings
UNCHANGED = 30.0  # seconds after which sessions are looked at though nothing was committed
BEAT = 20  # seconds between two heartbeats
GOODBYE = 2.0  # seconds that ending may take
AT_ONCE = 3  # connections that look up rights
BACK_OFF = (0.2, 0.5, 1.0, 2.0, 5.0)  # seconds, while the database is away

log = structlog.get_logger(__name__)

AWAY = (psycopg.Error, PoolTimeout, OSError)
Still = dict[str, tuple[bool, str, bool]]


@dataclass
class Reading:
    """What one look found. ``still``: the sessions, when it was time to look at them."""

    events: list[Told] = field(default_factory=list)
    changes: list[Changed] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    still: Still = field(default_factory=dict)


class Watch:
    """One for each process. Starts with its first stream."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.pool = AsyncConnectionPool(
            kwargs={"autocommit": True, **address("sys")},
            min_size=1,
            max_size=AT_ONCE,
            open=False,
        )
        self.ready = asyncio.Event()
        self.ending = False
        self._bell = asyncio.Event()
        self._snapshot = self._oldest = ""
        self._told: set[int] = set()
        self._settled: set[int] = set()
        self._checked = 0.0
        self._unchecked = False
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to listen and to look; ``ready`` once nothing committed later can be missed."""
        await self.pool.open()
        work = (self._listen(), self._look(), self._pulse())
        self._tasks = [asyncio.create_task(one) for one in work]

    def end(self) -> None:
        """End every stream, and those that come; browsers come back to whoever serves next."""
        self.ending = True
        for stream, _ in self.hub.streams():
            stream.end("restart")

    async def stop(self) -> None:
        """Let go of the database too."""
        self.end()
        for task in self._tasks:
            task.cancel()
        # A task may be at a query that the cancellation has to reach first.
        await asyncio.wait(self._tasks, timeout=GOODBYE)
        await self.pool.close(GOODBYE)

    async def learn(self, standing: Standing) -> None:
        """Ask what a person may see, until nothing changed it meanwhile. Raises psycopg.Error."""
        self._unchecked = True
        while standing.streams:
            changes, topics = standing.changes, standing.topics
            async with self.pool.connection() as connection:
                rights = await lookups.rights_of(connection, standing.person_id, topics)
            if changes == standing.changes:
                audiences, member, visible = rights
                self.hub.settle(standing, audiences, member)
                self.hub.see(standing, visible, topics)
                return

    async def _listen(self) -> None:
        failures = 0
        while not self.ending:
            with suppress(*AWAY):
                async with await psycopg.AsyncConnection.connect(
                    autocommit=True, **address("sys")
                ) as line:
                    await line.execute(f"LISTEN {CHANNEL}")
                    failures = 0
                    async for _ in line.notifies():
                        self._bell.set()
            # Without the bell, a look is a second late at most.
            await asyncio.sleep(_back_off(failures))
            failures += 1

    async def _look(self) -> None:
        clock, failures = asyncio.get_running_loop().time, 0
        while not self.ending:
            looked = clock()
            try:
                await self._once()
                self.ready.set()
                failures = 0
            except AWAY as error:
                log.warning("live.database_away", error=str(error).strip())
                await asyncio.sleep(_back_off(failures))
                failures += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), EVERY)
                # At once after a calm; what rings all the time is gathered.
                await asyncio.sleep(max(0.0, looked + APART - clock()))
            self._bell.clear()

    async def _pulse(self) -> None:
        seconds = 0
        while not self.ending:
            await asyncio.sleep(1)
            seconds += 1
            self.hub.tell_homes()
            if seconds % BEAT == 0:
                self.hub.beat()

    async def _once(self) -> None:
        """Look at what was committed since the last time, rights first."""
        now = asyncio.get_running_loop().time()
        async with self.pool.connection() as connection, connection.transaction():
            await connection.execute(lookups.ONE_SNAPSHOT)
            snapshot, oldest = await lookups.snapshot(connection)
            self._unchecked |= snapshot != self._snapshot
            check = now - self._checked >= (EVERY * 0.9 if self._unchecked else UNCHANGED)
            found = await self._read(connection, snapshot, check=check)
        self._end_sessions(found.still)
        await self._settle(found)
        self._tell(found.events)
        self._snapshot, self._oldest = snapshot, oldest
        if check:
            self._checked, self._unchecked = now, False

    async def _read(self, connection: lookups.Connection, snapshot: str, *, check: bool) -> Reading:
        found = Reading()
        if self._oldest and snapshot != self._snapshot:
            found.events = await lookups.events_since(connection, self._oldest)
            found.changes = await lookups.changes_since(connection, self._oldest)
            audiences = {one.audience_id for one in found.changes if one.audience_id is not None}
            if audiences:
                found.touched = await lookups.topics_of(connection, audiences, self.hub.topics)
        if check:
            sessions = [(one.session, one.account_id) for _, one in self.hub.streams()]
            found.still = await lookups.still(connection, sessions)
        return found

    def _end_sessions(self, still: Still) -> None:
        for stream, visitor in self.hub.streams() if still else ():
            runs, password, welcome = still.get(visitor.session, (True, None, True))
            if not welcome:
                stream.end("deactivated")
            elif not runs or (password is not None and digest(password) != visitor.password):
                stream.end("signed_out")

    async def _settle(self, found: Reading) -> None:
        """Ask again for the rights that may have changed."""
        changes = [one for one in found.changes if one.id not in self._settled]
        topics = found.touched | {one.topic for one in changes if one.topic}
        concerned = self.hub.asking(topics)
        for one in changes:
            standing = self.hub.standings.get(one.person_id or 0)
            concerned |= {standing} if standing else set()
        if len(found.changes) > lookups.MOST:
            concerned = set(self.hub.standings.values())
        for standing in concerned:
            standing.changes += 1
        await asyncio.gather(*(self.learn(standing) for standing in concerned))
        self._settled = {one.id for one in found.changes}

    def _tell(self, events: Sequence[Told]) -> None:
        if len(events) > lookups.MOST:
            self.hub.resync()
        else:
            self.hub.tell(told for told in events if told.id not in self._told)
        self._told = {told.id for told in events}


def _back_off(failures: int) -> float:
    return BACK_OFF[min(failures, len(BACK_OFF) - 1)]
