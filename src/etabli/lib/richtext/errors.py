"""The one error of documents."""

from etabli.lib.sentences import SaidError


class RichTextError(SaidError):
    """A document that cannot be taken; `path` says where, as in `content[2].marks[0]`."""

    def __init__(self, template: str, path: str = "", **values: object) -> None:
        super().__init__(template, **values)
        self.path = path

    def under(self, step: str) -> "RichTextError":
        """The same refusal, its path continued upwards."""
        self.path = f"{step}.{self.path}" if self.path else step
        return self
