"""An app in service: its definition, where it came from, and what follows from it."""

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from pydantic import PrivateAttr

from etabli.platform.engine.definition.families import FAMILIES
from etabli.platform.engine.definition.flex import flex_columns
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.names import ENVELOPE
from etabli.platform.engine.definition.states import Move, State
from etabli.platform.engine.definition.views import View
from etabli.platform.engine.definition.words import Words
from etabli.platform.engine.envelope import envelope_fields
from etabli.platform.engine.fields.field import Field

_VIEW_WORDS = {
    "calendar": Words(fr="Calendrier", en="Calendar"),
    "gallery": Words(fr="Galerie", en="Gallery"),
    "tree": Words(fr="Arborescence", en="Tree"),
    "kanban": Words(fr="Tableau", en="Board"),
    "list": Words(fr="Liste", en="List"),
    "table": Words(fr="Liste", en="List"),
}
_VIEW_ICONS = {
    "calendar": "calendar-blank",
    "gallery": "image",
    "tree": "tree-structure",
    "kanban": "kanban",
    "list": "list-bullets",
    "table": "table",
}


class App(Definition):
    """A definition that holds together, ready to be asked. Made by the registry."""

    _folder: Path | None = PrivateAttr(default=None)

    # An app is itself: two loads of one file are two apps, and apps key caches.
    __hash__ = object.__hash__
    __eq__ = object.__eq__

    @classmethod
    def of(cls, definition: Definition, folder: Path | None = None) -> "App":
        """The app a definition describes."""
        app = cls.model_construct(
            **{name: getattr(definition, name) for name in Definition.model_fields}
        )
        app._folder = folder
        return app

    # Words

    def label(self, lang: str) -> str:
        """What one item is called."""
        return self.name.one(lang)

    def plural(self, lang: str) -> str:
        """What the app and several items are called."""
        return self.name.other(lang)

    def help_text(self, lang: str) -> str:
        """The help page, in Markdown; empty when the app has none."""
        if self._folder is None or self.help is None:
            return ""
        name = self.help.fr if lang == "fr" else self.help.en
        return (self._folder / name).read_text("utf-8")

    @property
    def folder(self) -> Path | None:
        """Where its files are; None for an app made of values."""
        return self._folder

    @property
    def colour(self) -> str:
        """The hue of the rack the app takes."""
        return self.hue or FAMILIES[self.family][1]

    def view_name(self, view: View, lang: str) -> str:
        """What a view is called: its own name, or that of its kind."""
        return (view.name or _VIEW_WORDS[view.kind]).say(lang)

    def view_icon(self, view: View) -> str:
        return view.icon or _VIEW_ICONS[view.kind]

    # Fields

    @cached_property
    def listed(self) -> dict[str, Field]:
        """Everything lists and forms can show: the fields, then the envelope's."""
        return {**self.fields, **envelope_fields(self)}

    def field(self, uid: str) -> Field:
        """A field, or one of the envelope (assignee, due, author…). Raises KeyError."""
        return self.listed[uid]

    @cached_property
    def flex(self) -> dict[str, str]:
        """The typed column of each field that has one: {"severity": "t1"}."""
        return flex_columns(self.fields.values())

    @cached_property
    def flex_map(self) -> dict[str, str]:
        """The column of each field and what it holds there: {"severity": "t1 choice"}."""
        return {uid: f"{at} {self.fields[uid].column_holds}" for uid, at in self.flex.items()}

    @cached_property
    def flex_mark(self) -> int:
        """What items filled under this map carry: 31 bits of its digest."""
        said = json.dumps(self.flex_map, sort_keys=True).encode()
        return int.from_bytes(hashlib.sha256(said).digest()[:4]) >> 1

    def column(self, uid: str) -> str:
        """The column of the item a name is filtered and sorted by; "" for rows of ItemRef."""
        if uid in self.fields and uid != "title":
            return self.flex.get(uid, "")
        return self.flex.get(uid) or ENVELOPE.get(uid, "")

    # Stages

    @cached_property
    def first_state(self) -> str:
        """The state of a new item; empty when the app has no stages."""
        return next(iter(self.states), "")

    @cached_property
    def final_states(self) -> tuple[str, ...]:
        return tuple(uid for uid, state in self.states.items() if state.final)

    def state(self, uid: str) -> State | None:
        """A state by its uid; None when the app has no such state."""
        return self.states.get(uid)

    def moves_from(self, state: str) -> Sequence[Move]:
        """The moves that leave a state, the main one first."""
        moves = [move for move in self.moves.values() if move.leaves(state)]
        return sorted(moves, key=lambda move: not move.main)

    # Views

    @cached_property
    def looks(self) -> dict[str, View]:
        """The views in use, the one that opens first first; a plain list when none is said."""
        views = [view for view in self.views.values() if not view.retired]
        if not views:
            plain = View(kind="table", default=True)
            plain.named("list")
            views = [plain]
        return {view.uid: view for view in sorted(views, key=lambda view: not view.default)}

    @property
    def default_view(self) -> View:
        return next(iter(self.looks.values()))
