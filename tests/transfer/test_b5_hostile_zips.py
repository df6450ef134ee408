"""Case B5: hostile zips are refused by their table of contents, with a sentence."""

import resource
import stat
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from etabli.platform.transfer.refusing import Refused
from etabli.platform.transfer.slack.archive import opened
from etabli.platform.transfer.slack.arrays import Unreadable
from tests.transfer.samples import channel, small_export, zipped

LISTS = {"users.json": "[]", "channels.json": "[]"}


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused, opened(path):
        pass
    return str(refused.value)


def entry(path: Path, name: str, *, mode: int = 0, content: bytes = b"x") -> Path:
    """An export with one more entry, as no ordinary program would write it."""
    zipped(path, LISTS)
    with zipfile.ZipFile(path, "a") as archive:
        made = zipfile.ZipInfo(name)
        made.external_attr = mode << 16
        archive.writestr(made, content)
    return path


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a/../../b.json", "..\\b.json", "C:\\b.json"]
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    assert "leads out of the zip" in refusal(entry(tmp_path / "x.zip", name))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    path = entry(tmp_path / "x.zip", "c/2020-01-01.json", mode=kind | 0o777, content=b"/etc")
    assert "not a file" in refusal(path)


def test_a_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {**LISTS, "c/2020-01-01.json": b" " * (64 << 20)})
    started = time.monotonic()
    assert "zip bomb" in refusal(path)
    assert time.monotonic() - started < 1


def test_many_small_bombs_are_refused_together(tmp_path: Path) -> None:
    days = {f"c/{n:04}-01-01.json": b" " * (1 << 20) for n in range(40)}
    assert "zip bomb" in refusal(zipped(tmp_path / "x.zip", {**LISTS, **days}))


def test_more_than_twenty_gigabytes_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {**LISTS, **{f"{n}.json": "[]" for n in range(6)}})
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<LL", content, at + 20, 1 << 30, (1 << 32) - 16)
        at = content.find(b"PK\x01\x02", at + 1)
    path.write_bytes(content)
    assert "20 GB" in refusal(path)


def test_too_many_entries_are_refused_without_a_record_of_each(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    record = b"PK\x01\x02" + bytes(24) + struct.pack("<3H", 1, 0, 0) + bytes(12) + b"a"
    count = 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(record) * count, 0, 0)
    path.write_bytes(record * count + end)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "200000" in refusal(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000


def test_encrypted_files_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", LISTS)
    forged(path, lambda table, at: struct.pack_into("<H", table, at + 8, 1))
    assert "encrypted" in refusal(path)


def test_overlapping_files_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", LISTS)
    forged(path, lambda table, at: struct.pack_into("<L", table, at + 42, 0))
    assert "overlap" in refusal(path)


def test_one_name_twice_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", LISTS)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("users.json", '[{"id": "U9"}]')
    assert "overlap" in refusal(path)


def test_another_compression_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("users.json", "[]")
        archive.writestr("channels.json", "[]")
    assert "compressed" in refusal(path)


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"not a zip", b"PK\x03\x04" + b"x" * 99])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert "not a zip" in refusal(path)


def test_a_truncated_zip_is_refused(tmp_path: Path) -> None:
    whole = small_export(tmp_path / "x.zip").read_bytes()
    for cut in range(0, len(whole), 97):
        (tmp_path / "cut.zip").write_bytes(whole[:cut])
        assert refusal(tmp_path / "cut.zip")


def test_another_zip_is_no_slack_export(tmp_path: Path) -> None:
    assert "not a Slack export" in refusal(zipped(tmp_path / "x.zip", {"a.txt": "x"}))


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    assert "absent.zip" in refusal(tmp_path / "absent.zip")
    assert str(tmp_path) in refusal(tmp_path)


def test_names_with_control_characters_are_shown_without_them(tmp_path: Path) -> None:
    said = refusal(entry(tmp_path / "x.zip", "../\x1b[31m\nrouge"))
    assert "\x1b" not in said
    assert "\n" not in said


def test_damaged_bytes_stop_the_file_they_are_in(tmp_path: Path) -> None:
    path = small_export(tmp_path / "x.zip")
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("général/2023-11-14.json")
    content = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len(info.orig_filename.encode()) + 60
    content[start : start + 20] = bytes(20)
    path.write_bytes(content)
    with opened(path) as archive, pytest.raises(Unreadable):
        list(archive.values("général/2023-11-14.json"))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[",
        "[1,,2]",
        "[1 2]",
        '[{"a": 1}',
        "[" * 100_000,
        '["' + "x" * (9 << 20),
        "[" + "9" * 5000 + "]",
        "nul",
        "\x00",
    ],
    ids=lambda content: content[:9] or "empty",
)
def test_lists_that_stop_making_sense_say_so_at_once(tmp_path: Path, content: str) -> None:
    files = {"users.json": content, "channels.json": [channel("C1", "c", [])]}
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text if isinstance(text, str) else "[]")
    started = time.monotonic()
    with opened(path) as export, pytest.raises(Unreadable):
        list(export.values("users.json"))
    assert time.monotonic() - started < 2


def test_a_long_list_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    one = '{"id": "U1", "text": "%s"}' % ("é" * 1000)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("channels.json", "[]")
        with archive.open("users.json", "w") as stream:
            stream.write(("\ufeff[" + one).encode())
            for _ in range(40_000):
                stream.write((" ,\n" + one).encode())
            stream.write(b"]")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with opened(path) as export:
        assert sum(1 for _ in export.values("users.json")) == 40_001
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def forged(path: Path, change: Callable[[bytearray, int], None]) -> None:
    """Change the last entry of the table of contents of a zip."""
    content = bytearray(path.read_bytes())
    change(content, content.rindex(b"PK\x01\x02"))
    path.write_bytes(content)
