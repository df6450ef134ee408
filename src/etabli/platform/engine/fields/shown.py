"""What fields hand to templates: values to show, inputs to draw, columns to group by."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """A piece of a value that templates draw as a chip, a person, a link or a picture.

    ``tone`` (go, ok, warn, stop) and ``p`` (progress, 0 to 1) are those of states and due dates.
    """

    label: str
    uid: str = ""
    url: str = ""
    hue: str = ""
    icon: str = ""
    kind: str = ""
    thumbnail: str = ""
    size: int | None = None
    done: bool = False
    guest: bool = False
    tone: str = ""
    p: float | None = None


@dataclass(frozen=True)
class Shown:
    """A value ready to be read.

    ``kind`` is the field's type and picks the macro; ``text`` says it in plain words,
    enough alone; ``parts`` says it in pieces; ``value`` is the canonical value.
    """

    kind: str
    text: str
    parts: tuple[Part, ...] = ()
    value: Any = None

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text or self.parts)


@dataclass(frozen=True)
class Choice:
    """One option of an input. ``value`` is what the form sends."""

    value: str
    label: str
    chosen: bool = False
    hue: str = ""
    icon: str = ""
    retired: bool = False


@dataclass(frozen=True)
class Widget:
    """An input to draw. ``kind`` picks the macro, ``name`` prefixes what the form sends.

    ``value`` is what to put in it: a text, a list of texts, or a mapping of texts for
    inputs of several boxes (each sent as ``name.box``). After a refusal it is replaced by
    what was typed, and ``error`` says the sentence. ``parts``: options of a box beside.
    """

    kind: str
    name: str
    label: str
    value: Any = ""
    hint: str = ""
    error: str = ""
    required: bool = False
    multiple: bool = False
    options: tuple[Choice, ...] = ()
    min: str | None = None
    max: str | None = None
    step: str | None = None
    maxlength: int | None = None
    rows: int | None = None
    inputmode: str = ""
    unit: str = ""
    accept: str = ""
    search: str = ""
    apps: tuple[str, ...] = ()
    limit: int | None = None
    guests: bool = True
    parts: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class GroupKey:
    """A column of a board or a heading of a list; ``value`` is None for « none »."""

    value: Any
    label: str
    hue: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Ref:
    """A row of ``ItemRef`` to write: ``kind`` and ``target``, or ``text`` for words."""

    kind: str
    target: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Converted:
    """A value carried over from a field of another type; ``lost`` says what did not fit."""

    value: Any
    lost: str = ""

    @property
    def ok(self) -> bool:
        return not self.lost
