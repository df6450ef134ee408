"""Why something was not done to a space."""


class SpaceRefusal(Exception):
    """``sentence`` says what to do instead, in the language in use. Nothing was changed."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
