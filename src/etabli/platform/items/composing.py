"""The box one writes a comment in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from etabli.lib.richtext import Doc, RichTextError, relabel, to_markdown, validate
from etabli.platform.files.models import StoredFile
from etabli.platform.files.receiving import size_limit
from etabli.platform.items.drafts import Content, draft_for
from etabli.platform.items.models import Item
from etabli.platform.items.referring import attachable
from etabli.platform.items.resolving import Resolving
from etabli.platform.items.rights import discussion_audience
from etabli.platform.people.models import Person
from etabli.platform.spaces.circles import Circle, circle_within

FILES_AT_MOST = 10
QUOTED = 1500
"""Signs of somebody's words that are quoted at most."""


@dataclass
class Composer:
    """A box one writes a comment in. ``draft``: the key it is kept under while one types.

    ``typed``: what the text box holds; ``doc``: the document it starts from. ``kept``: files
    just sent, ``standing``: those of the comment being changed, whose ``version`` it is.
    ``unheard``: people mentioned who would not see it; sending again confirms, as for
    ``uncalled``, groups that are not hers to call, and for a ``crowd`` of people. ``fresh``:
    one has just sent something, and may go on. ``key``: sent twice, it is done once.
    """

    item: Item
    circle: Circle
    draft: str
    typed: str = ""
    doc: Doc | None = None
    parent: UUID | None = None
    kept: Sequence[StoredFile] = ()
    standing: Sequence[StoredFile] = ()
    version: int = 0
    error: str = ""
    unheard: Sequence[str] = ()
    uncalled: Sequence[str] = ()
    crowd: int = 0
    fresh: bool = False
    key: UUID = field(default_factory=uuid4)

    def take_up(self, sent: str, person: Person) -> None:
        """Hold again what was typed: a document is shown as Markdown until the editor is there."""
        self.typed, self.doc = sent, None
        try:
            doc = validate(sent) if sent.startswith('{"') else None
        except RichTextError:
            return
        if doc is not None:
            self.doc = relabel(doc, Resolving(person, [doc]))
            self.typed = to_markdown(self.doc)

    def quote(self, text: str) -> None:
        """Put somebody's words in it, after what was being typed."""
        lines = [line for line in text.strip()[:QUOTED].splitlines() if line.strip()]
        if not lines:
            return
        said = [{"type": "paragraph", "content": [{"type": "text", "text": one}]} for one in lines]
        block = {"type": "blockquote", "content": said}
        before = list(self.doc["content"]) if self.doc else []
        whole = validate({"type": "doc", "content": [*before, block, {"type": "paragraph"}]})
        typed = "" if self.doc else self.typed
        self.typed = "\n\n".join(one for one in (typed, to_markdown(whole)) if one)
        self.doc = None if typed else whole

    @property
    def most(self) -> int:
        """Bytes of a file at most."""
        return size_limit()

    @property
    def together(self) -> int:
        """Files at most."""
        return FILES_AT_MOST

    def take_files(self, drafted: Content, person: Person) -> None:
        """Hold again the files that were sent while typing."""
        self.kept = attachable(drafted.get("file-kept", []), by=person)

    @property
    def mentions_url(self) -> str:
        return f"/fiches/{self.item.uid}/mentions/"


def composer_for(item: Item, person: Person, *, parent: UUID | None = None) -> Composer:
    """An empty composer, or what the person was typing in it."""
    key = f"comment:{item.uid}" + (f":{parent}" if parent else "")
    circle = circle_within(discussion_audience(item), by=person)
    composer = Composer(item, circle, key, parent=parent)
    drafted = draft_for(person, key)
    if words := drafted.get("body"):
        composer.take_up(words[0], person)
    composer.take_files(drafted, person)
    return composer
