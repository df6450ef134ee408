"""From what a demonstration tells to what fields take: words in one language, real days, uids."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from etabli.lib.wording_typo import typo
from etabli.platform.engine.definition.moments import day_from, has_hour, moment_from
from etabli.platform.engine.fields.context import Kind
from etabli.platform.engine.fields.days import written
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.pointing import Pointing

_LINK = re.compile(r"(?<!\w)#([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)\[([^\]\n]+)\]")
_MENTION = re.compile(r"(?<!\w)@([a-z][a-z0-9_]*)")


@dataclass(frozen=True)
class Telling:
    """How a demonstration is told: in which language, on which day, with whom.

    ``uid_of(kind, key)`` gives the public uid of a person, a space, an item (``app.key``) or a
    file (its name), ``name_of(key)`` what a person is called. Both raise KeyError.
    """

    lang: str
    now: datetime
    zone: ZoneInfo
    uid_of: Callable[[Kind, str], str]
    name_of: Callable[[str], str]

    def moment(self, told: str) -> datetime:
        return moment_from(told, self.now, self.zone)

    def words(self, told: Any) -> Any:
        """A text in the language of the house, set as a printer would."""
        if isinstance(told, dict) and set(told) == {"fr", "en"}:
            lang = self.lang if self.lang in told else "en"
            return typo(told[lang], lang) if isinstance(told[lang], str) else told[lang]
        return told

    def markdown(self, told: Any) -> str:
        """A text whose ``@key`` are mentions and ``#app.key[words]`` links, as Markdown."""
        said = _MENTION.sub(self._mention, typo(str(self.words(told)), self.lang))
        return _LINK.sub(self._link, said)

    def _link(self, found: re.Match[str]) -> str:
        try:
            return f"[{found[2]}](item:{self.uid_of('item', found[1])})"
        except KeyError:
            return found[2]

    def _mention(self, found: re.Match[str]) -> str:
        try:
            return f"[@{self.name_of(found[1])}](person:{self.uid_of('person', found[1])})"
        except KeyError:
            return found[0]


def raw_value(field: Field, told: Any, telling: Telling) -> Any:
    """What ``field.from_json`` takes for a value told by a demonstration."""
    if isinstance(field, Pointing):
        keys = told if isinstance(told, list) else [told]
        uids = [telling.uid_of(field.points_to, _key(key)) for key in keys]
        return uids if field.many else uids[0]
    match field.kind:
        case "rich_text":
            return telling.markdown(told)
        case "date":
            return day_from(told, telling.now.astimezone(telling.zone).date()).isoformat()
        case "datetime":
            return written(telling.moment(told))
        case "due":
            return _due(told, telling)
        case "period":
            today = telling.now.astimezone(telling.zone).date()
            days = {key: day_from(told[key], today).isoformat() for key in ("start", "end")}
            return {**told, **days}
        case "recurrence":
            return told
        case "checklist" | "options" | "tags":
            return [_line(line, telling) for line in told]
        case "place" if isinstance(told, dict):
            return (
                {**told, "label": telling.words(told["label"])}
                if "label" in told
                else (telling.words(told))
            )
    return telling.words(told)


def _key(told: Any) -> str:
    return str(told["file"] if isinstance(told, dict) else told)


def _due(told: str, telling: Telling) -> str:
    if has_hour(told):
        return written(telling.moment(told))
    return day_from(told, telling.now.astimezone(telling.zone).date()).isoformat()


def _line(told: Any, telling: Telling) -> Any:
    if isinstance(told, dict) and "text" in told:
        return {**told, "text": telling.words(told["text"])}
    return telling.words(told)
