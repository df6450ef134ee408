"""The one error of expressions."""

from etabli.lib.sentences import SaidError


class ExpressionError(SaidError):
    """An expression that cannot be taken or computed.

    `position` is the character of the source where the fault is, from 0, when it is known;
    `empty` names the values that were empty when a computation failed for want of them.
    """

    def __init__(
        self,
        template: str,
        position: int | None = None,
        empty: tuple[str, ...] = (),
        **values: object,
    ) -> None:
        super().__init__(template, **values)
        self.position = position
        self.empty = empty
