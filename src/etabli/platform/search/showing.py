"""Results as people read them: rows read again under the policies of whoever asks.

A row that is not there any more, or not for her, is simply not shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from etabli.platform.engine.registry import apps
from etabli.platform.engine.screens.faces import Mark, face_of, mark_of, space_mark
from etabli.platform.engine.screens.stepping import Standing, standing_of
from etabli.platform.items.models import Comment, Item
from etabli.platform.people.models import Person
from etabli.platform.profiles.seeing import details_of_all
from etabli.platform.search.asking import Question
from etabli.platform.search.finding import Hit
from etabli.platform.search.marking import Marker, marker_of, window
from etabli.platform.search.wording import said_by_files_of, text_of
from etabli.platform.spaces.circles import Circle, circle_labels
from etabli.platform.spaces.models import Space
from etabli.ui.shell import Face, Link

NO_TEXT = Markup("")
UNKNOWN_APP = Mark("", "ardoise", icon="file-text")


@dataclass(frozen=True)
class Line:
    """A result. ``by``: the mark of an app or a space, or somebody's face. ``notes``: a few
    words on what it is.
    """

    by: Mark | Face
    title: Markup
    url: str
    excerpt: Markup = NO_TEXT
    notes: tuple[str, ...] = ()
    space: Link | None = None
    author: str = ""
    when: datetime | None = None
    standing: Standing | None = None
    circle: Circle | None = None


@dataclass(frozen=True)
class Draft:
    """A result before its words are marked."""

    line: Line
    title: str
    text: str
    said_by: str = ""

    def marked(self, marker: Marker) -> Line:
        excerpt = marker.excerpt(self.text) if self.text else NO_TEXT
        if self.said_by and excerpt:
            excerpt = Markup("<b>{}</b>{}").format(self.said_by, _(": ")) + excerpt
        return Line(**{**vars(self.line), "title": marker.mark(self.title), "excerpt": excerpt})


def lines_of(hits: Sequence[Hit], question: Question, *, by: Person) -> list[Line]:
    """The results of some hits, in their order, the words that answer marked."""
    rows = Rows(hits, by)
    drafts = [draft for kind, pk in hits if (draft := rows.draft(kind, pk))]
    looked_at = [Draft(d.line, d.title, window(d.text, question), d.said_by) for d in drafts]
    marker = marker_of(question, [text for d in looked_at for text in (d.title, d.text)])
    return [draft.marked(marker) for draft in looked_at]


class Rows:
    """The rows of some hits: one query for each kind of thing."""

    def __init__(self, hits: Sequence[Hit], by: Person) -> None:
        ids: dict[str, list[int]] = {"item": [], "comment": [], "person": [], "space": []}
        for kind, pk in hits:
            ids[kind].append(pk)
        self._by = by
        self._comments: Mapping[int, Comment] = Comment.objects.in_bulk(ids["comment"])
        self._carried = said_by_files_of(self._comments)
        about = [comment.item_id for comment in self._comments.values()]
        self._items: Mapping[int, Item] = Item.objects.in_bulk([*ids["item"], *about])
        # Not joined to the items: one may see an item and not its space.
        homes = [item.space_id for item in self._items.values()]
        self._spaces: Mapping[int, Space] = Space.objects.in_bulk([*ids["space"], *homes])
        authors = [item.author_id for item in self._items.values()]
        authors += [comment.author_id for comment in self._comments.values()]
        people = Person.objects.select_related("unit")
        self._people: Mapping[int, Person] = people.in_bulk([*ids["person"], *authors])
        audiences = {one.audience_id for one in self._with_circle()}
        self._circles = circle_labels(audiences, by=by)
        found = [self._people[pk] for pk in ids["person"] if pk in self._people]
        self._said = details_of_all(found, by=by)

    def draft(self, kind: str, pk: int) -> Draft | None:
        """One result, or None when its row is not for whoever asks."""
        makers: dict[str, tuple[Mapping[int, Any], Callable[[Any], Draft | None]]] = {
            "item": (self._items, self._item),
            "comment": (self._comments, self._comment),
            "person": (self._people, self._person),
            "space": (self._spaces, self._space),
        }
        rows, make = makers[kind]
        return make(rows[pk]) if pk in rows else None

    def _item(self, item: Item) -> Draft:
        title = f"{item.number} · {item.title}" if item.number else item.title
        line = self._about(item, item.author_id, item.updated_at, item.audience_id)
        return Draft(line, title, text_of(item))

    def _comment(self, comment: Comment) -> Draft | None:
        item = self._items.get(comment.item_id)
        if item is None:
            return None
        line = self._about(item, 0, comment.created_at, comment.audience_id)
        url = f"{line.url}#c-{comment.uid}"
        line = Line(**{**vars(line), "url": url, "notes": (_("Message"),), "standing": None})
        author = self._people.get(comment.author_id)
        text = comment.text + self._carried.get(comment.pk, "")
        return Draft(line, item.title, text, author.name if author else "")

    def _about(self, item: Item, author_id: int, when: datetime, audience_id: int) -> Line:
        app = apps().get(item.app)
        space = self._spaces.get(item.space_id)
        author = self._people.get(author_id)
        return Line(
            by=mark_of(app, self._by.language) if app else UNKNOWN_APP,
            title=NO_TEXT,
            url=f"/fiches/{item.uid}/",
            space=Link(space.name, f"/espaces/{space.uid}/") if space else None,
            author=author.name if author else "",
            when=when,
            standing=standing_of(app, item, self._by.language) if app else None,
            circle=self._circles[audience_id],
        )

    def _person(self, person: Person) -> Draft:
        face = face_of(person)
        assert face is not None
        unit = person.unit.name if person.unit else ""
        notes = tuple(filter(None, (person.job, unit, person.organisation)))
        line = Line(by=face, title=NO_TEXT, url=face.url, notes=notes)
        said = self._said[person.pk]
        text = "\n".join(filter(None, (said.bio, said.skills)))
        return Draft(line, person.name, text)

    def _space(self, space: Space) -> Draft:
        mark = space_mark(space)
        line = Line(
            by=mark,
            title=NO_TEXT,
            url=mark.url,
            notes=(_("Space"), str(space.get_visibility_display())),
            circle=self._circles[space.audience_id],
        )
        return Draft(line, space.name, space.description)

    def _with_circle(self) -> Iterable[Item | Comment | Space]:
        return [*self._items.values(), *self._comments.values(), *self._spaces.values()]
