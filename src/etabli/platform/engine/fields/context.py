"""What a field needs to know of the moment: who, when, in which language, and who is who."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

Kind = Literal["person", "space", "item", "file", "unit"]


@dataclass(frozen=True)
class Found:
    """Something a value points to, as far as whoever is looking may know it."""

    kind: Kind
    id: int
    uid: str
    label: str
    url: str = ""
    app: str = ""
    hue: str = ""
    guest: bool = False
    image: bool = False
    size: int | None = None
    thumbnail: str = ""


class Lookup(Protocol):
    """Finds what values point to, under the rights of whoever is looking."""

    def by_uid(self, kind: Kind, uid: str) -> Found | None:
        """What has this public uid; None when there is nothing, or nothing one may see."""

    def by_id(self, kind: Kind, pk: int, /) -> Found | None:
        """What has this internal id, from what was loaded for the page; None if unseen."""

    def by_name(self, kind: Kind, name: str) -> Found | None:
        """What an import calls so: an e-mail address, a name, a number; None if not exactly one."""


class Nobody:
    """A lookup that knows nothing."""

    def by_uid(self, kind: Kind, uid: str) -> Found | None:
        return None

    def by_id(self, kind: Kind, pk: int, /) -> Found | None:
        return None

    def by_name(self, kind: Kind, name: str) -> Found | None:
        return None


PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Context:
    """The moment a value is read, shown or searched in.

    ``actor``: the id of the person acting, None for the system. ``now`` carries UTC;
    ``zone`` is where days begin and end. ``current``: the value the item has now, which stays
    acceptable even when its option was retired or its person left since.
    """

    lang: str = "fr"
    actor: int | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    zone: ZoneInfo = PARIS
    lookup: Lookup = field(default_factory=Nobody)
    current: Any = None

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()


class Form(Protocol):
    """A submitted form, as Django's ``QueryDict``."""

    def get(self, key: str, default: str | None = None) -> str | None: ...

    def getlist(self, key: str) -> list[str]: ...

    def __contains__(self, key: object) -> bool: ...


@dataclass(frozen=True)
class PlainForm:
    """A form from a plain mapping of lists; for drafts and tests."""

    entries: Mapping[str, list[str]]

    def get(self, key: str, default: str | None = None) -> str | None:
        given = self.entries.get(key)
        return given[-1] if given else default

    def getlist(self, key: str) -> list[str]:
        return list(self.entries.get(key, ()))

    def __contains__(self, key: object) -> bool:
        return key in self.entries
