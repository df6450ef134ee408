"""Makes the files of the cluster."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from etabli.platform.db.embedded import tuning
from etabli.platform.db.embedded.binaries import VERSION, binaries
from etabli.platform.db.embedded.faults import ClusterFault, is_full
from etabli.platform.db.embedded.places import Places, make_home

# Nobody comes in without a password, and nobody through the network.
DOOR = "local all all scram-sha-256\n"


def make_cluster(places: Places, password: str, *, durable: bool) -> None:
    """Run initdb, unless the cluster is there already.

    It is made beside its place and then renamed, so that an interrupted start leaves nothing
    half made. Raises ClusterFault, or OSError for a folder that cannot be written.
    """
    if _is_made(places):
        return
    account, home = places.account, places.cluster.parent
    make_home(home)
    if not account.may("x", home):
        raise ClusterFault("unreachable", uid=account.uid, place=home)
    half = places.cluster.with_name("postgres.half")
    shutil.rmtree(half, ignore_errors=True)
    account.own(half)
    with _in_file(password, places) as password_file:
        _run_initdb(places, str(half), password_file, durable=durable)
    (half / "pg_hba.conf").write_text(DOOR, encoding="utf-8")
    half.rename(places.cluster)


def _is_made(places: Places) -> bool:
    try:
        found = (places.cluster / "PG_VERSION").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        if places.cluster.exists() and any(places.cluster.iterdir()):
            raise ClusterFault("not_a_cluster", place=places.cluster) from None
        return False
    if found != VERSION:
        raise ClusterFault("other_version", place=places.cluster, found=found, wanted=VERSION)
    return True


def _run_initdb(places: Places, folder: str, password_file: str, *, durable: bool) -> None:
    _check_uid_has_a_name(places)
    command = [str(binaries(places.account) / "initdb"), "--pgdata", folder]
    command += ["--username=postgres", f"--pwfile={password_file}", "--auth=scram-sha-256"]
    command += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += ["--locale=C", "--data-checksums"]
    command += [] if durable else ["--no-sync"]
    for name, value in tuning.lasting().items():
        command += ["--set", f"{name}={value}"]
    made = subprocess.run(
        command,
        cwd=folder,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        check=False,
        capture_output=True,
        text=True,
        **places.account.options(),
    )
    if made.returncode == 0:
        return
    if is_full(made.stderr):
        free = shutil.disk_usage(folder).free
        raise ClusterFault("disk_full", place=places.cluster, free=free // 1_000_000)
    reason = (made.stderr.strip().splitlines() or [""])[-1]
    raise ClusterFault("initdb_failed", place=places.cluster, reason=reason)


def _check_uid_has_a_name(places: Places) -> None:
    try:
        pwd.getpwuid(places.account.uid)
    except KeyError:
        raise ClusterFault("no_uid_name", uid=places.account.uid) from None


@contextmanager
def _in_file(password: str, places: Places) -> Iterator[str]:
    """The password in a file that only the cluster's account can read, for initdb's time."""
    with tempfile.NamedTemporaryFile("w", prefix="etabli-", encoding="utf-8") as file:
        file.write(password)
        file.flush()
        if places.account.foreign:
            os.chown(file.name, places.account.uid, places.account.gid)
        yield file.name
