"""What a page may weigh, and what its sources may not contain."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from etabli.ui import bundle, icons, squeeze
from tests.ui.world import UI

STATIC = UI / "static" / "ui"
SOURCE = UI.parent
# Letters are read outside the house, where no stylesheet of ours goes.
TEMPLATES = sorted(file for file in SOURCE.rglob("templates/**/*.html") if "mail" not in file.parts)
JINJA = re.compile(r"{[{%#].*?[}%#]}", re.S)


def weight(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def test_the_built_files_are_fresh() -> None:
    assert bundle.stale() == [], "run python -m etabli.ui.bundle"


def test_the_stylesheet_weighs_at_most_40_kilobytes() -> None:
    assert weight(STATIC / "ui.css") <= 40_000


def test_scripts_weigh_at_most_60_kilobytes() -> None:
    elements = sorted((STATIC / "elements").glob("*.js"))
    assert weight(STATIC / "ui.js", *(STATIC / "vendor").glob("*.js"), *elements) <= 60_000


def test_fonts_and_icons_keep_to_their_budget() -> None:
    plain = [file for file in (STATIC / "fonts").glob("*.woff2") if "italic" not in file.name]
    assert sum(file.stat().st_size for file in plain) <= 80_000
    assert weight(STATIC / "icons.svg") <= 40_000


@pytest.mark.parametrize("kind", ["css/*.css", "js/*.js", "static/ui/elements/*.js"])
def test_no_source_is_longer_than_200_lines(kind: str) -> None:
    long = {
        file.name: lines
        for file in UI.glob(kind)
        if (lines := len(file.read_text().splitlines())) > 200
    }
    assert not long


def test_no_template_is_longer_than_150_lines() -> None:
    ours = [file for file in TEMPLATES if UI in file.parents]
    assert not [file.name for file in ours if len(file.read_text().splitlines()) > 150]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_no_template_has_inline_styles_or_handlers(file: Path) -> None:
    html = JINJA.sub("", file.read_text("utf-8"))
    assert not re.findall(r"<[^>]*\s(?:style|on\w+|hx-on[\w:-]*)\s*=", html)
    assert not re.findall(r"<(?:script|style)\b(?![^>]*(?:nonce|application/json))[^>]*>", html)
    assert "js:" not in html and "javascript:" not in html


ALLOWED = {"get", "post", "target", "swap", "trigger", "include", "vals", "push-url", "sync"} | {
    "indicator", "disable", "preserve", "select", "swap-oob", "partial",
}  # fmt: skip


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_htmx_only_stands_on_what_works_without_it(file: Path) -> None:
    html = JINJA.sub("x", file.read_text("utf-8"))
    for tag in re.findall(r"<\w[^>]*\shx-[^>]*>", html):
        used = set(re.findall(r"\shx-([\w-]+)", tag))
        assert used <= ALLOWED, tag
        if used & {"get", "post"} and "hx-trigger" not in tag:
            assert re.search(r"\s(?:href|action|formaction)=", tag), (
                f"does nothing without scripts: {tag}"
            )


def test_every_class_of_a_template_is_in_the_stylesheet() -> None:
    sheets = "".join(file.read_text("utf-8") for file in STATIC.glob("*.css"))
    known = set(re.findall(r"\.([a-zA-Z_][\w-]*)", sheets))
    # The pages of an export are read alone, with a stylesheet of their own.
    pages = [file for file in TEMPLATES if "takeout" not in file.parts]
    unknown = {
        f"{file.name}: {name}"
        for file in pages
        for names in re.findall(r'class="([^"]*)"', JINJA.sub("-", file.read_text("utf-8")))
        for name in names.split()
        if name not in known and not name.startswith("-") and not name.endswith("-")
    }
    assert not unknown


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    patterns = [
        r"""icon\(["']([\w-]+)["']""",
        r"""\bicon\("[\w-]+" if [^"]*? else "([\w-]+)"\)""",
        r"""(?:icon|icon_name)=["']([\w-]+)["']""",
        r"""menu_link\(.*?\), [^,]*?, "([\w-]+)"\)""",
        r"""menu_act\(.*?csrf_input, "([\w-]+)\"""",
    ]
    unknown = {
        (file.name, name)
        for file in TEMPLATES
        for pattern in map(re.compile, patterns)
        for name in pattern.findall(file.read_text("utf-8"))
        if name not in icons.names()
    }
    assert not unknown


def test_every_static_file_named_in_a_template_exists() -> None:
    named = re.compile(r"""static\(["']([^"']+)["']\)""")
    for file in TEMPLATES:
        for path in named.findall(file.read_text("utf-8")):
            assert finders.find(path), f"{file.name}: {path}"


def test_every_file_named_in_the_stylesheet_exists() -> None:
    for path in re.findall(r'url\("?([^")]+)"?\)', (STATIC / "ui.css").read_text("utf-8")):
        assert (STATIC / path).exists(), path


def test_layers_stand_in_their_order() -> None:
    first = (STATIC / "ui.css").read_text("utf-8").splitlines()[0]
    assert first == "@layer reset,tokens,base,layout,components,utilities,print;"
    for file in sorted((UI / "css").glob("*.css"))[1:]:
        assert "@layer" in file.read_text("utf-8"), file.name


def test_third_party_files_come_with_their_licence() -> None:
    assert (STATIC / "vendor" / "htmx-LICENSE.txt").exists()
    assert (STATIC / "icons-LICENSE.txt").exists()
    assert len(list((STATIC / "fonts").glob("*OFL.txt"))) == 2


def test_nothing_is_asked_of_another_site() -> None:
    for file in [STATIC / "ui.css", STATIC / "ui.js", *TEMPLATES]:
        calls = re.findall(
            r"(?:src|href|url)\s*[=(]\s*[\"']?(https?://[^\"')\s]+)", file.read_text("utf-8")
        )
        assert not calls, file


def test_a_module_in_an_unknown_form_is_refused() -> None:
    with pytest.raises(squeeze.UnknownForm):
        squeeze.module("x", 'import * as all from "./y.js";\n')
    with pytest.raises(squeeze.UnknownForm):
        squeeze.module("x", "export default 3;\n")


def test_modules_that_import_each_other_are_refused() -> None:
    one, other = 'import { b } from "./b.js";\n', 'import { a } from "./a.js";\n'
    with pytest.raises(squeeze.UnknownForm):
        squeeze.script([("a", one), ("b", other)], [])


def test_css_keeps_the_space_before_a_pseudo_class() -> None:
    assert (
        squeeze.css(".a  :focus { color : red; } /* x */ .b{margin: 0 1px}")
        == ".a :focus{color :red}.b{margin:0 1px}"
    )
