"""Under which system account PostgreSQL runs.

PostgreSQL refuses to run as root. Started by root, it runs as ``etabli``, which is created when
missing; anybody else runs it as herself.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "etabli"
NOBODY = 65534

CREATIONS = (
    ("useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"),
    ("adduser", "-S", "-D", "-H"),
)


@dataclass(frozen=True)
class SystemAccount:
    """A uid and gid, and whether they differ from those of this process."""

    uid: int
    gid: int
    foreign: bool = False

    def options(self) -> dict[str, Any]:
        """What ``subprocess`` needs to run a program under this account."""
        if not self.foreign:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path, mode: int = 0o700) -> None:
        """Make a folder of ours, when missing, that belongs to this account."""
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(mode)
        if self.foreign and folder.stat().st_uid != self.uid:
            os.chown(folder, self.uid, self.gid)

    def may(self, right: str, path: Path) -> bool:
        """Whether this account has ``right`` (``x``, ``r`` or ``w``) on a path.

        Asked of the kernel under that account, so that parents, groups and access lists count.
        """
        if not self.foreign:
            return os.access(path, {"x": os.X_OK, "r": os.R_OK, "w": os.W_OK}[right])
        question: Sequence[str] = ("/bin/sh", "-c", f'test -{right} "$1"', "sh", str(path))
        return subprocess.run(question, cwd="/", check=False, **self.options()).returncode == 0


def system_account() -> SystemAccount:
    """The account that runs PostgreSQL for this process."""
    if os.geteuid() != 0:
        return SystemAccount(os.geteuid(), os.getegid())
    entry = _entry() or _created()
    if entry is None:
        return SystemAccount(NOBODY, NOBODY, foreign=True)
    return SystemAccount(entry.pw_uid, entry.pw_gid, foreign=True)


def _entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _created() -> pwd.struct_passwd | None:
    for program, *options in CREATIONS:
        if shutil.which(program):
            subprocess.run([program, *options, NAME], check=False, capture_output=True)
            if entry := _entry():
                return entry
    return None
