"""The editor's bundle is committed: this says when it no longer is what its sources made."""

import json
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "tools/editor"
BUILT = ROOT / "src/etabli/ui/static/ui/vendor/editor"


def sums() -> dict[str, str]:
    lines = (BUILT / "SHA256SUMS").read_text().splitlines()
    return {name: value for value, name in (line.split("  ") for line in lines)}


def test_sources_and_bundle_are_those_that_were_built_together() -> None:
    for name, value in sums().items():
        folder = BUILT if (BUILT / name).exists() else SOURCES
        found = sha256((folder / name).read_bytes()).hexdigest()
        assert found == value, f"{name} changed: run tools/editor/build"


def test_every_source_is_summed() -> None:
    sources = {f"src/{path.name}" for path in (SOURCES / "src").glob("*.js")}
    assert sources | {"package.json", "package-lock.json", "bundle.mjs"} <= set(sums())


def test_versions_are_exact_and_the_lock_names_no_server() -> None:
    wanted = json.loads((SOURCES / "package.json").read_text())
    versions = wanted["dependencies"] | wanted["devDependencies"]
    assert all(version[0].isdigit() for version in versions.values())
    tiptap = {version for name, version in versions.items() if name.startswith("@tiptap/")}
    assert len(tiptap) == 1
    lock = json.loads((SOURCES / "package-lock.json").read_text())
    assert all("resolved" not in package for package in lock["packages"].values())
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_licences_of_all_that_is_bundled_are_there() -> None:
    licences = (BUILT / "LICENCES.txt").read_text()
    for name in ("@tiptap/core", "prosemirror-view", "marked", "linkifyjs", "@floating-ui/dom"):
        assert f"\n{name} " in licences
    assert "holds no text of its licence" not in licences
