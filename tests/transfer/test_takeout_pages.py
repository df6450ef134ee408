"""Exports read in a browser, without the program."""

from html.parser import HTMLParser
from pathlib import Path

from tests.transfer.takeouts import taken
from tests.world import World


class Links(HTMLParser):
    """The links, pictures and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src") and value]

    def handle_data(self, data: str) -> None:
        self.text += data


def read_page(path: Path) -> Links:
    page = Links()
    page.feed(path.read_text("utf-8"))
    return page


def test_pages_lead_from_the_index_to_everything_that_was_written(
    full: World, tmp_path: Path
) -> None:
    folder = taken(tmp_path / "export")
    waiting, seen, words = [folder / "pages" / "index.html"], set(), ""
    while waiting:
        path = waiting.pop().resolve()
        if path in seen:
            continue
        seen.add(path)
        page = read_page(path)
        words += page.text
        assert "script" not in page.tags
        for link in page.links:
            if not link.startswith(("http://", "https://", "mailto:")):
                target = (path.parent / link).resolve()
                assert target.is_file() and folder in target.parents
                waiting += [target] if target.suffix == ".html" else []
    pages = {path.resolve() for path in (folder / "pages").rglob("*.html")}
    assert seen == pages
    for text in ("Réparer <b>le</b> banc", "Premier mot", "Réponse", "secret-a-trois", "@Ben Roy"):
        assert text in words
    assert "Chloé Petit" in words


def test_pages_speak_the_language_of_the_house(full: World, tmp_path: Path) -> None:
    index = (taken(tmp_path / "export") / "pages" / "index.html").read_text("utf-8")
    assert '<html lang="fr">' in index
    assert "Espace ouvert" in index
