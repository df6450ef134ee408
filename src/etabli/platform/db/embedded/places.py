"""Where the cluster and its socket are."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from etabli.platform.db.embedded.account import SystemAccount, system_account
from etabli.platform.db.embedded.faults import ClusterFault
from etabli.platform.db.embedded.postmaster import read_postmaster

PORT = 5432
LONGEST_SOCKET = 107  # sun_path of Linux holds 108 bytes with the final zero
ELSEWHERE = Path("/var/lib/etabli")
POINTER = "postgres.place"


@dataclass(frozen=True)
class Places:
    """The folders of one cluster. ``moved`` when it could not live in the data folder."""

    cluster: Path
    run: Path
    log: Path
    account: SystemAccount
    moved: bool = False

    @property
    def lock(self) -> Path:
        return self.log.parent / "postgres.lock"


def places_for(data: Path) -> Places:
    """The places of the cluster of a data folder, chosen once and then remembered.

    As root the cluster runs under another account. Where that account cannot reach the data
    folder (one under /root, say), the cluster lives under /var/lib/etabli and a pointer stays in
    the data folder; permissions of folders that are not ours are never touched.
    """
    account = system_account()
    data = data.resolve()
    make_home(data)
    home = _home(data)
    if home == data and not _has_cluster(data) and not account.may("x", data):
        home = ELSEWHERE / _mark(data)
        (data / POINTER).write_text(f"{home}\n", encoding="utf-8")
    return Places(
        cluster=home / "postgres",
        run=_socket_folder(home),
        log=data / "log" / "postgres.log",
        account=account,
        moved=home != data,
    )


def make_home(folder: Path) -> None:
    """Make a folder of ours when missing, and those above it: for us alone, but that the
    cluster's account may cross them where it is not ours.
    """
    if folder.exists():
        return
    make_home(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def socket_of(data: Path) -> Path:
    """The folder of the socket for a data folder; makes and asks nothing."""
    return _socket_folder(_home(data.resolve()))


def fits(folder: Path) -> bool:
    """Whether a socket of PostgreSQL may be in this folder: short enough, and without a comma,
    which separates hosts in a connection string.
    """
    path = os.fsencode(folder / f".s.PGSQL.{PORT}")
    return len(path) <= LONGEST_SOCKET and b"," not in path


def prepare_run(places: Places) -> None:
    """Make the socket's folder, 0700.

    Raises ClusterFault when somebody else made it first: under /tmp anybody could, and would
    then hold the door of the database.
    """
    places.account.own(places.run)
    seen = places.run.lstat()
    if seen.st_uid != places.account.uid or seen.st_mode & 0o077:
        raise ClusterFault("foreign_folder", place=places.run)


def _home(data: Path) -> Path:
    try:
        return Path((data / POINTER).read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return data


def _has_cluster(home: Path) -> bool:
    try:
        return (home / "postgres").exists()
    except PermissionError:
        return True


def _socket_folder(home: Path) -> Path:
    """That of the running server, else ``run`` beside the cluster, else, where that path is unfit
    for a socket, a short one under /tmp named after the cluster.
    """
    running = read_postmaster(home / "postgres")
    if running is not None and running.socket is not None:
        return running.socket
    if fits(home / "run"):
        return home / "run"
    return Path("/tmp") / f"etabli-{_mark(home)}"  # noqa: S108, prepare_run checks its owner


def _mark(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
