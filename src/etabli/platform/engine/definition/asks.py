"""What is asked of the house when an app is switched on in a space.

Nothing of one house is written inside a definition: « who keeps leave? » is an ask, and its
answer lives with the space.
"""

from typing import Literal

from etabli.platform.engine.definition.strict import Named
from etabli.platform.engine.definition.words import Words


class Ask(Named):
    """A unit or a person to be chosen. Its uid is then a principal of the app's rights.

    ``unanswered`` says what happens for as long as nobody is named.
    """

    kind: Literal["unit", "person"]
    name: Words
    hint: Words | None = None
    unanswered: Words | None = None
