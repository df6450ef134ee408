"""The embedded PostgreSQL starts, survives, stops, and keeps its door."""

import os
import shutil
import signal
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from etabli.platform.db.embedded import Cluster, ClusterFault, places_for
from etabli.platform.db.embedded.places import LONGEST_SOCKET, fits
from etabli.platform.db.embedded.postmaster import Postmaster, read_postmaster


def value(cluster: Cluster, question: str) -> object:
    with cluster.superuser() as line:
        row = line.execute(question).fetchone()  # type: ignore[call-overload]
    return row[0] if row else None


def postmaster(cluster: Cluster) -> Postmaster:
    found = read_postmaster(cluster.places.cluster)
    assert found is not None
    return found


def kill_at_once(cluster: Cluster) -> None:
    pid = postmaster(cluster).pid
    os.kill(pid, signal.SIGKILL)
    while read_postmaster(cluster.places.cluster) is not None:
        time.sleep(0.02)


def test_a_cluster_is_made_started_and_stopped(unmade: Cluster) -> None:
    assert unmade.start()
    assert unmade.running
    assert unmade.stop()
    assert not unmade.running
    assert unmade.start()


def test_it_listens_to_a_private_socket_and_nothing_else(cluster: Cluster) -> None:
    cluster.start()
    assert value(cluster, "SHOW listen_addresses") == ""
    assert cluster.places.run.stat().st_mode & 0o777 == 0o700
    assert value(cluster, "SHOW data_checksums") == "on"
    assert (
        value(cluster, "SELECT datlocale FROM pg_database WHERE datname = 'postgres'") == "C.UTF-8"
    )


@pytest.mark.parametrize("password", ["", "another"])
def test_nobody_comes_in_without_the_password(cluster: Cluster, password: str) -> None:
    cluster.start()
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(cluster.socket_folder), user="postgres", password=password)


def test_a_password_of_another_home_is_told_from_a_slow_start(cluster: Cluster) -> None:
    cluster.start()
    with pytest.raises(ClusterFault) as fault:
        Cluster(cluster.places, "another").start()
    assert fault.value.code == "wrong_password"


def test_the_last_program_to_leave_stops_it(cluster: Cluster) -> None:
    second = Cluster(cluster.places, cluster.password, durable=False)
    assert cluster.start()
    assert not second.start()
    assert not cluster.stop()
    assert second.running
    assert second.stop()
    assert not second.running


def test_what_was_committed_survives_a_kill(cluster: Cluster) -> None:
    lasting = Cluster(cluster.places, cluster.password)
    lasting.start()
    with lasting.superuser() as line:
        line.execute("CREATE TABLE kept (n int)")
        line.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
    kill_at_once(lasting)
    waits: list[float] = []
    assert lasting.start(waits.append)
    assert value(lasting, "SELECT count(*) FROM kept") == 1000
    assert waits
    lasting.stop()


def test_a_leftover_pid_of_another_program_is_not_believed(cluster: Cluster) -> None:
    cluster.start()
    kill_at_once(cluster)
    leftover = cluster.places.cluster / "postmaster.pid"
    leftover.write_text(
        f"{os.getpid()}\n{cluster.places.cluster}\n0\n5432\n/nowhere\n\n0 0\nready\n"
    )
    assert read_postmaster(cluster.places.cluster) is None
    assert cluster.start()


def test_an_interrupted_making_is_begun_again(unmade: Cluster, home: Path) -> None:
    half = home / "postgres.half"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    assert unmade.start()
    assert not half.exists()


def test_a_long_path_gets_a_short_socket(home: Path) -> None:
    deep = home / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    far = Cluster(places_for(deep), "a-password", durable=False)
    try:
        far.start()
        assert len(str(far.socket_folder)) < LONGEST_SOCKET
        assert not fits(deep / "run")
        assert far.socket_folder.stat().st_mode & 0o777 == 0o700
    finally:
        far.stop()
        shutil.rmtree(far.socket_folder, ignore_errors=True)


def test_a_socket_folder_open_to_others_is_refused(cluster: Cluster) -> None:
    cluster.places.run.mkdir(parents=True)
    cluster.places.run.chmod(0o777)
    with pytest.raises(ClusterFault) as fault:
        cluster.start()
    assert fault.value.code == "foreign_folder"
    cluster.places.run.rmdir()


def test_a_folder_of_something_else_is_left_alone(unmade: Cluster) -> None:
    unmade.places.cluster.mkdir(parents=True)
    (unmade.places.cluster / "letter.txt").write_text("mine")
    with pytest.raises(ClusterFault) as fault:
        unmade.start()
    assert fault.value.code == "not_a_cluster"
    assert (unmade.places.cluster / "letter.txt").read_text() == "mine"


def test_another_version_is_named(cluster: Cluster) -> None:
    (cluster.places.cluster / "PG_VERSION").write_text("15\n")
    with pytest.raises(ClusterFault) as fault:
        cluster.start()
    assert "15" in str(fault.value)
    assert "18" in str(fault.value)


def test_a_full_disk_is_a_sentence(unmade: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=3_000_000))
    with pytest.raises(ClusterFault) as fault:
        unmade.start()
    assert fault.value.code == "disk_full"
    assert "3" in str(fault.value)


def test_a_disk_that_fills_up_while_starting_is_a_sentence(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    with cluster.places.log.open("a") as log:
        log.write("FATAL:  could not write lock file: No space left on device\n")
    cluster._log_start = 0
    assert cluster._died().code == "disk_full"


def test_a_server_that_refuses_its_settings_says_why(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    with (cluster.places.cluster / "postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = 'a lot'\n")
    with pytest.raises(ClusterFault) as fault:
        cluster.start()
    assert fault.value.code == "died"
    assert "shared_buffers" in str(fault.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another account to run it")
def test_as_root_closed_parents_are_left_closed(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    places = places_for(closed / "data")
    assert places.moved
    assert places_for(closed / "data").cluster == places.cluster
    away = Cluster(replace(places, cluster=places.cluster), "a-password", durable=False)
    try:
        away.start()
        assert closed.stat().st_mode & 0o777 == 0o700
        assert value(away, "SELECT 1") == 1
    finally:
        away.stop()
        shutil.rmtree(places.cluster.parent)
