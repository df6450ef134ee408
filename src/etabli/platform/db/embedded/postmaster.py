"""What postmaster.pid says, and whether it is still true."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Postmaster:
    """A running server: its pid, the folder of its socket, what it says of itself."""

    pid: int
    socket: Path | None
    status: str


def read_postmaster(cluster: Path) -> Postmaster | None:
    """The server that runs on this folder, or None, also when the file is a leftover."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None
    if not _is_postmaster(pid, cluster):
        return None
    socket = Path(lines[4]) if len(lines) > 4 and lines[4] else None
    return Postmaster(pid, socket, lines[7].strip() if len(lines) > 7 else "starting")


def drop_leftover(cluster: Path, lock: Path) -> None:
    """Remove what a server that was killed left: its postmaster.pid and the lock of its socket.

    PostgreSQL does so itself, but not when its old pid now belongs to another program, nor while
    whoever started it has not taken note that it ended.
    """
    if read_postmaster(cluster) is None:
        (cluster / "postmaster.pid").unlink(missing_ok=True)
        lock.unlink(missing_ok=True)


def _is_postmaster(pid: int, cluster: Path) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # alive, under another account
    process = Path(f"/proc/{pid}")
    if not process.exists():  # no /proc: macOS
        return True
    try:
        name = (process / "comm").read_text(encoding="utf-8").strip()
        state = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return name == "postgres" and state != "Z" and _works_in(process, cluster)


def _works_in(process: Path, cluster: Path) -> bool:
    try:
        return (process / "cwd").resolve(strict=True) == cluster.resolve()
    except OSError:
        return True  # not ours to look into: believe the file
