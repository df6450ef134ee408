"""What the program stands on is named, explained and locked."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

REQUIREMENT = re.compile(r'^\s*"[\w.-]+(\[[\w,]+\])?([=<>~!].*?)?",?\s*(?P<comment>#.*)?$')
LOCKED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)", re.M)


def requirement_lines() -> list[str]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    runtime = text.split("\ndependencies = [\n", 1)[1].split("\n]", 1)[0]
    development = text.split("\ndev = [\n", 1)[1].split("\n]", 1)[0]
    return [line for line in f"{runtime}\n{development}".splitlines() if line.strip()]


@pytest.mark.parametrize("line", requirement_lines())
def test_each_dependency_has_its_reason(line: str) -> None:
    found = REQUIREMENT.match(line)
    assert found, line
    assert found["comment"], f"say why: {line}"


def test_the_fallback_list_comes_from_the_lock() -> None:
    """``uv export --frozen --no-dev --no-emit-project --no-annotate --no-header``"""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {one["name"]: one for one in lock["package"]}
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name, version in LOCKED.findall(text):
        assert locked[name]["version"] == version
        for wheel in locked[name].get("wheels", []):
            assert wheel["hash"] in text, f"{name}: run uv export again"
    runtime = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    named = {re.split(r"[\[=<>~! ]", one)[0].replace("_", "-").lower() for one in runtime}
    assert named <= {name for name, _ in LOCKED.findall(text)}


def test_uv_is_pinned_by_its_hashes() -> None:
    text = (ROOT / "bin" / "uv.txt").read_text(encoding="utf-8")
    assert re.match(r"uv==[\d.]+ \\\n", text)
    assert text.count("--hash=sha256:") >= 10


def test_the_licence_is_the_whole_text() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "END OF TERMS AND CONDITIONS" in text
    assert "13. Remote Network Interaction" in text


@pytest.mark.parametrize("name", ["start", "test", "dev", "etabli", "prepare.sh"])
def test_programs_of_bin_are_plain_shell(name: str) -> None:
    path = ROOT / "bin" / name
    assert subprocess.run(["sh", "-n", path], check=False).returncode == 0
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\[\[|\bfunction \w|\blocal \w|<<<|\$'", text), "not POSIX"
    assert Path(path).stat().st_mode & 0o100 or name == "prepare.sh"
