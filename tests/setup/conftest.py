"""Homes for clusters and installations of their own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from etabli.platform.db.embedded import Cluster, places_for
from etabli.platform.db.embedded.initdb import make_cluster
from etabli.platform.db.embedded.postmaster import read_postmaster
from tests import databases
from tests.setup.terminals import START, Terminal, open_network

PASSWORD = "a-password"


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty folder that the account of PostgreSQL can cross, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp(prefix="etabli-setup-", dir=databases.roomy()))
    folder.chmod(0o711)
    yield folder
    if server := read_postmaster(folder / "postgres"):
        os.kill(server.pid, 9)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def unmade(home: Path) -> Iterator[Cluster]:
    """A cluster that has no files yet."""
    new = Cluster(places_for(home), PASSWORD, durable=False)
    yield new
    new.stop()


@pytest.fixture
def cluster(unmade: Cluster, made: Path) -> Cluster:
    """A cluster that was made and never started."""
    subprocess.run(["cp", "-a", made, unmade.places.cluster], check=True)
    return unmade


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """The files of a cluster: making them takes a second, copying them does not."""
    folder = Path(tempfile.mkdtemp(prefix="etabli-setup-", dir=databases.roomy()))
    folder.chmod(0o711)
    places = places_for(folder)
    make_cluster(places, PASSWORD, durable=False)
    yield places.cluster
    shutil.rmtree(folder)


@pytest.fixture
def terminal(home: Path) -> Terminal:
    return Terminal(home / "data")


@pytest.fixture(scope="session")
def installed() -> Iterator[Path]:
    """The data folder of a network that was opened once and closed."""
    folder = Path(tempfile.mkdtemp(prefix="etabli-setup-", dir=databases.roomy()))
    folder.chmod(0o711)
    first = open_network(Terminal(folder / "data"), folder / "start.log")
    first.process.terminate()
    assert first.process.wait(START) == 0
    yield folder / "data"
    shutil.rmtree(folder)
