"""What an import could not take, by reason, with a few places to look at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

EXAMPLES = 5

SENTENCES = {
    "bad_line": gettext_lazy("This line cannot be read: %(detail)s"),
    "double": gettext_lazy("The same message is there twice; the first one is kept"),
    "empty": gettext_lazy("A message without text, file or attachment"),
    "no_author": gettext_lazy("Nobody signs this message"),
    "not_a_day": gettext_lazy("A file that holds no day of messages"),
    "not_a_message": gettext_lazy("An entry that is not a message"),
    "other_file": gettext_lazy("A file of the export that says nothing people wrote"),
    "system": gettext_lazy("A notice from Slack, not somebody's words (%(detail)s)"),
    "unlisted_folder": gettext_lazy(
        "Messages of a folder that no list of channels names: nobody knows who may read them"
    ),
    "unlisted_member": gettext_lazy("A member of a channel whom the list of people does not name"),
    "unreadable": gettext_lazy("This part of the file is not readable JSON"),
    "wrong_channel": gettext_lazy("A channel without a usable id or name"),
    "wrong_date": gettext_lazy("A message without a usable date"),
    "wrong_person": gettext_lazy("A person without a usable id"),
}


class Reason(NamedTuple):
    """Why something was left: a code of ``SENTENCES``, and what its sentence needs."""

    code: str
    detail: str = ""

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.code]) % {"detail": self.detail}


@dataclass
class Entry:
    """How often a reason was met, and where at first."""

    count: int = 0
    examples: list[str] = field(default_factory=list)


class Ledger:
    """Counts what is set aside. Its size does not grow with the file's."""

    def __init__(self) -> None:
        self._entries: dict[Reason, Entry] = {}

    def note(self, code: str, place: str, detail: str = "") -> None:
        """Set one thing aside; ``place`` is a file and an entry, or a line number."""
        entry = self._entries.setdefault(Reason(code, detail), Entry())
        entry.count += 1
        if len(entry.examples) < EXAMPLES:
            entry.examples.append(place)

    def total(self, code: str = "") -> int:
        """How many things were set aside, for one code or for all."""
        return sum(e.count for reason, e in self._entries.items() if code in ("", reason.code))

    def __iter__(self) -> Iterator[tuple[Reason, Entry]]:
        return iter(sorted(self._entries.items(), key=lambda pair: (-pair[1].count, pair[0])))

    def report(self) -> list[dict[str, Any]]:
        """As the command line prints it with ``--json``."""
        return [
            {
                "code": reason.code,
                "detail": reason.detail,
                "reason": reason.sentence,
                "count": entry.count,
                "examples": entry.examples,
            }
            for reason, entry in self
        ]


def place_in(file: str, entry: int) -> str:
    """Where something is: ``general/2024-01-31.json, entry 12`` in the reader's language."""
    return _("%(file)s, entry %(entry)d") % {"file": file, "entry": entry}
