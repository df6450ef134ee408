"""Makes, starts and stops the embedded PostgreSQL."""

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg

from etabli.platform.db.embedded import tuning
from etabli.platform.db.embedded.binaries import binaries
from etabli.platform.db.embedded.faults import ClusterFault, is_full, last_complaint
from etabli.platform.db.embedded.initdb import make_cluster
from etabli.platform.db.embedded.places import PORT, Places, prepare_run
from etabli.platform.db.embedded.postmaster import drop_leftover, read_postmaster

PATIENCE = 30 * 60  # seconds: crash recovery of a busy network takes minutes
SILENCE = 15  # seconds: ready by its own account, and yet no answer
STOPPING = 120  # seconds
LOG_KEPT = 10_000_000  # bytes
NEEDED = 40_000_000  # bytes free to start: a checkpoint and a few segments of log

Waiting = Callable[[float], None]


@dataclass
class Cluster:
    """One PostgreSQL cluster in the places given.

    Several programs may use it at once: whoever comes first starts it, and the last one out
    stops it. ``password`` is that of the superuser ``postgres``; ``durable`` is False in tests.
    """

    places: Places
    password: str
    durable: bool = True
    _use: IO[bytes] | None = field(default=None, repr=False)
    _complaint: str = field(default="", repr=False)
    _log_start: int = field(default=0, repr=False)
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def running(self) -> bool:
        return read_postmaster(self.places.cluster) is not None

    @property
    def socket_folder(self) -> Path:
        return self.places.run

    def start(self, on_wait: Waiting | None = None) -> bool:
        """Make the cluster when there is none, start it when it sleeps, and wait until it answers.

        ``on_wait`` is called several times a second with the seconds waited so far.
        Returns whether this call started it. Raises ClusterFault.
        """
        self._enter()
        try:
            with _alone(self.places.lock.with_suffix(".starting")):
                asleep = not self.running
                if asleep:
                    self._wake()
                self._wait(on_wait)
        except BaseException:
            self._leave()
            raise
        return asleep

    def stop(self) -> bool:
        """Leave the cluster, and stop it unless another program still uses it.

        Returns whether it was stopped. Raises ClusterFault when it does not stop.
        """
        if self._use is None:
            return False
        try:
            fcntl.flock(self._use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._leave()
            return False
        try:
            self._put_to_sleep()
        finally:
            self._leave()
        return True

    def superuser(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """An autocommit connection as ``postgres``, for roles, databases and backups."""
        return psycopg.connect(
            host=str(self.places.run),
            port=PORT,
            user="postgres",
            password=self.password,
            dbname=database,
            autocommit=True,
            connect_timeout=10,
        )

    def _enter(self) -> None:
        """Say that this program uses the cluster; waits while another one is stopping it."""
        if self._use is not None:
            return
        try:
            self.places.lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._use = self.places.lock.open("ab")
        except OSError as error:
            raise self._refused(error) from error
        fcntl.flock(self._use, fcntl.LOCK_SH)

    def _leave(self) -> None:
        if self._use is not None:
            self._use.close()
            self._use = None

    def _wake(self) -> None:
        places = self.places
        try:
            self._check_room()
            make_cluster(places, self.password, durable=self.durable)
            prepare_run(places)
            drop_leftover(places.cluster, places.run / f".s.PGSQL.{PORT}.lock")
            self._launch()
        except OSError as error:
            raise self._refused(error) from error

    def _check_room(self) -> None:
        near = self.places.cluster
        while not near.exists():
            near = near.parent
        free = shutil.disk_usage(near).free
        if free < NEEDED:
            raise ClusterFault("disk_full", place=self.places.cluster, free=free // 1_000_000)

    def _launch(self) -> None:
        places = self.places
        settings = tuning.imposed(str(places.run), PORT) | ({} if self.durable else tuning.HASTY)
        command = [str(binaries(places.account) / "postgres"), "-D", str(places.cluster)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        if places.log.exists() and places.log.stat().st_size > LOG_KEPT:
            places.log.replace(places.log.with_suffix(".log.1"))
        with places.log.open("ab") as log:
            self._log_start = log.tell()
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=places.cluster,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                start_new_session=True,  # Ctrl+C is for us: the database is stopped last
                **places.account.options(),
            )

    def _wait(self, on_wait: Waiting | None) -> None:
        began = time.monotonic()
        while not self._answers():
            if self._process is not None and self._process.poll() is not None:
                raise self._died()
            waited = time.monotonic() - began
            if waited > SILENCE and self._says_ready():
                raise ClusterFault("silent", reason=self._complaint)
            if waited > PATIENCE:
                raise ClusterFault("too_long", minutes=PATIENCE // 60, log=self.places.log)
            if on_wait is not None:
                on_wait(waited)
            time.sleep(0.05 if waited < 5 else 0.5)

    def _answers(self) -> bool:
        try:
            self.superuser().close()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise ClusterFault("wrong_password", place=self.places.cluster) from error
            self._complaint = str(error).strip()
            return False
        return True

    def _says_ready(self) -> bool:
        server = read_postmaster(self.places.cluster)
        return server is not None and server.status == "ready"

    def _died(self) -> ClusterFault:
        complaint = last_complaint(self.places.log, self._log_start)
        if is_full(complaint):
            return self._full()
        return ClusterFault("died", reason=complaint, log=self.places.log)

    def _refused(self, error: OSError) -> ClusterFault:
        if is_full(str(error)):
            return self._full()
        return ClusterFault("not_writable", place=error.filename, reason=error.strerror)

    def _full(self) -> ClusterFault:
        free = shutil.disk_usage(self.places.log.parent).free
        return ClusterFault("disk_full", place=self.places.cluster, free=free // 1_000_000)

    def _put_to_sleep(self) -> None:
        server = read_postmaster(self.places.cluster)
        if server is None:
            return
        os.kill(server.pid, signal.SIGINT)  # "fast": ends sessions, writes a checkpoint
        end = time.monotonic() + STOPPING
        while read_postmaster(self.places.cluster) is not None:
            if self._process is not None:
                self._process.poll()
            if time.monotonic() > end:
                raise ClusterFault("will_not_stop", seconds=STOPPING)
            time.sleep(0.02)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock between programs."""
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
