"""The pages of an export, written one after the other."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db.models import Count
from django.template import loader
from django.utils.translation import gettext_lazy, override

from etabli.platform.engine.registry import apps
from etabli.platform.house.models import the_house
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Membership, Rank, Space
from etabli.platform.transfer.loading.batches import batches
from etabli.platform.transfer.takeout.pages.paths import (
    FOLDER,
    INDEX,
    PEOPLE,
    STYLE,
    item_page,
    space_page,
    up_from,
)
from etabli.platform.transfer.takeout.pages.viewing import Viewing, said_when

ON_A_PAGE = 500
TOGETHER = 100
VISIBILITY = {
    "open": gettext_lazy("Open space"),
    "closed": gettext_lazy("Closed space"),
    "secret": gettext_lazy("Secret space"),
}
SOURCE = Path(__file__).with_name(STYLE)


def write_pages(folder: Path, progress: Callable[[int], None]) -> None:
    """Write the whole site below a folder, in the house's language.

    ``progress`` is told how many items are written.
    """
    pages = _Pages(folder / FOLDER)
    with override(pages.lang):
        shutil.copyfile(SOURCE, pages.folder / STYLE)
        pages.write(INDEX, "index", spaces=list(_spaces()))
        pages.write(PEOPLE, "people", people=_people())
        done = 0
        for space in Space.objects.order_by("pk"):
            pages.space(space)
            for items in batches(_items(space), TOGETHER):
                for item in Viewing(items, pages.lang).views():
                    pages.write(item.page, "item", item=item, space=space)
                done += len(items)
                progress(done)


class _Pages:
    """The folder the pages go to, and what they all show."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.house = the_house()
        self.lang = self.house.language

    def write(self, page: str, template: str, **context: Any) -> None:
        """One page."""
        path = self.folder / page
        path.parent.mkdir(parents=True, exist_ok=True)
        drawn = loader.get_template(f"transfer/takeout/{template}.html", using="jinja2").render(
            {
                "house": self.house,
                "lang": self.lang,
                "up": up_from(page),
                "space_page": space_page,
                "index": INDEX,
                "people_page": PEOPLE,
                "visibility": VISIBILITY,
                "style": STYLE,
                **context,
            }
        )
        path.write_text(drawn, "utf-8")

    def space(self, space: Space) -> None:
        """The page of a space, and those that go on with its items."""
        lists = list(batches(_listed(space, self.lang), ON_A_PAGE)) or [[]]
        for number, lines in enumerate(lists, 1):
            self.write(
                space_page(space.uid, number),
                "space",
                space=space,
                members=_members(space) if number == 1 else [],
                lines=lines,
                number=number,
                count=len(lists),
            )


def _spaces() -> Iterator[tuple[Space, int]]:
    counted = Space.objects.annotate(count=Count("items")).order_by("sort_key", "pk")
    yield from ((space, space.count) for space in counted)


def _people() -> Iterator[Person]:
    rows = Person.objects.exclude(kind=Person.Kind.LINK).select_related("unit")
    yield from rows.order_by("sort_key", "pk").iterator(chunk_size=1000)


def _members(space: Space) -> list[tuple[str, str]]:
    rows = Membership.objects.filter(space=space).select_related("person")
    ordered = rows.order_by("-rank", "person__sort_key", "pk")
    return [(row.person.name, str(Rank(row.rank).label)) for row in ordered]


def _items(space: Space) -> Iterator[Item]:
    rows = Item.objects.filter(space=space).select_related("author")
    yield from rows.order_by("pk").iterator(chunk_size=TOGETHER)


def _listed(space: Space, lang: str) -> Iterator[dict[str, Any]]:
    rows = Item.objects.filter(space=space).select_related("author").defer("data")
    for item in rows.order_by("-activity_at", "-pk").iterator(chunk_size=1000):
        app = apps().get(item.app)
        yield {
            "page": item_page(item.uid),
            "title": item.title,
            "kind": app.label(lang) if app else item.app,
            "author": item.author.name,
            "when": said_when(item.created_at, lang),
            "comments": item.comment_count,
            "trashed": item.trashed,
        }
