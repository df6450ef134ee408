"""Who may do what with an app's items."""

from collections.abc import Iterator

from etabli.platform.engine.definition.principal import People, Principal
from etabli.platform.engine.definition.strict import Strict


class May(Strict):
    """The rights on items. What is usual is not said: members create and talk, readers read.

    Guests are in nothing by default: they see only what an app gives them in so many words.
    """

    create: People = (Principal("member"),)
    view: People = (Principal("reader"), Principal("author"), Principal("assignee"))
    comment: People = (Principal("member"), Principal("author"), Principal("assignee"))
    edit: People = (Principal("author"), Principal("assignee"), Principal("animator"))
    delete: People = (Principal("author"), Principal("animator"))

    def verbs(self) -> Iterator[tuple[str, tuple[Principal, ...]]]:
        """Each verb and those who may."""
        for verb in ("create", "view", "comment", "edit", "delete"):
            yield verb, getattr(self, verb)
