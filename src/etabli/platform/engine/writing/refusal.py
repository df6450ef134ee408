"""Why a verb was not done."""


class Refusal(Exception):
    """A verb that cannot be done as asked.

    ``sentence`` says what to do, in the language in use. ``fields``: sentences by field uid
    for what is missing or wrong in a form. Nothing was changed.
    """

    def __init__(self, sentence: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.fields = fields or {}
