"""The one error of fields."""


class FieldError(Exception):
    """A value was refused. ``sentence``: what is wrong and what to do, ready to be shown."""

    def __init__(self, sentence: str) -> None:
        self.sentence = str(sentence)
        super().__init__(self.sentence)
