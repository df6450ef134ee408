"""The pictures of docs/images: real screens of the demonstration, taken again by bin/shots.

Starts two networks in a folder of its own, the demonstration and an empty one for the
first-run wizard, and takes each screen at both sizes, in both themes, in French.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PORTS = 8931, 8932
WIDTHS = {1440: 900, 390: 844}
THEMES = "light", "dark"
COLOURS = 256
PATIENCE = 600
SIGN_IN = re.compile(r"(claire\.vasseur@\S+)\s+(\S+)")
WIZARD = re.compile(r"http://\S+/installation/\S+")


def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        with network(Path(folder, "demo"), PORTS[0], SIGN_IN, "--demo") as (said, home):
            for width, theme in looks():
                with opened(browser, home, width, theme) as page:
                    enter(page, *said.groups())
                    for name, address in screens(page):
                        page.goto(address)
                        take(page, name, width, theme)
        with network(Path(folder, "empty"), PORTS[1], WIZARD) as (said, home):
            for width, theme in looks():
                with opened(browser, home, width, theme) as page:
                    page.goto(said[0])
                    take(page, "wizard", width, theme)


def looks() -> Iterator[tuple[int, str]]:
    return ((width, theme) for width in WIDTHS for theme in THEMES)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@contextmanager
def network(
    data: Path, port: int, awaited: re.Pattern[str], *options: str
) -> Iterator[tuple[re.Match[str], str]]:
    """A network of its own, and what it said once open."""
    told = data.with_suffix(".txt")
    command = [ROOT / "bin" / "start", *options, "--port", str(port), "--data", data]
    with told.open("w") as out:
        running = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        yield heard(told, awaited), f"http://localhost:{port}"
    finally:
        running.terminate()
        running.wait(60)


def heard(told: Path, awaited: re.Pattern[str]) -> re.Match[str]:
    for _second in range(PATIENCE):
        if found := awaited.search(told.read_text("utf-8")):
            return found
        time.sleep(1)
    sys.exit(told.read_text("utf-8"))


@contextmanager
def opened(browser: Browser, home: str, width: int, theme: str) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(
        base_url=home,
        locale="fr-FR",
        color_scheme=theme,
        viewport={"width": width, "height": WIDTHS[width]},
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def enter(page: Page, address: str, password: str) -> None:
    page.goto("/compte/login/")
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/")


def screens(page: Page) -> list[tuple[str, str]]:
    """Names and addresses, found as a person would: by following links."""
    page.goto("/espaces/")
    space = page.get_by_role("link", name="Services techniques").last.get_attribute("href")
    page.goto("/recherche/?q=fuite")
    item = page.locator("a[href^='/fiches/']").first.get_attribute("href")
    page.goto("/personnes/?q=karim")
    person = page.get_by_role("link", name="Karim Haddad").first.get_attribute("href")
    return [
        ("home", "/"),
        ("space", f"{space}"),
        ("board", f"{space}incidents/"),
        ("item", f"{item}".partition("#")[0]),
        ("form", f"{space}incidents/nouveau/"),
        ("search", "/recherche/?q=eau"),
        ("profile", f"{person}"),
    ]


def take(page: Page, name: str, width: int, theme: str) -> None:
    """A picture of few colours: the screens have few, and a repository keeps every version."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    drawn = Image.open(BytesIO(page.screenshot())).convert("RGB")
    file = IMAGES / f"{name}.{width}-{theme}.png"
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main()
