"""Who is told of what happens to the items of an app, besides those who follow them."""

from etabli.platform.engine.definition.principal import Told
from etabli.platform.engine.definition.strict import Strict


class Notify(Strict):
    """Whoever is named hears when an item is created, or moved from one state to another.

    ``author@done`` under ``moved``: the author, when the item gets there. ``manager(to)``:
    whoever manages those the field ``to`` names. Nobody hears of what she does herself, nor of
    an item she does not see.
    """

    created: Told = ()
    moved: Told = ()
