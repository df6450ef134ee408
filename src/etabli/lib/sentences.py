"""What is said to a person when her input cannot be taken.

This shelf knows no gettext: an error carries its English sentence as a template, which is also
the msgid, and the values that go in it. `locale/` beside this file holds the French.
"""

from collections.abc import Mapping


class SaidError(ValueError):
    """A refusal whose text is meant for the person: `gettext(error.template) % error.values`."""

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values: Mapping[str, object] = values
        super().__init__(template % values if values else template)

    @property
    def sentence(self) -> str:
        """The sentence in English."""
        return str(self)
