"""Units named by their path, made where they lack."""

from etabli.lib.text import clean_line, fold
from etabli.platform.people.models import Person, Unit
from etabli.platform.people.units import create_unit


class Tree:
    """The units as they are, and those made on the way: ``made`` counts them."""

    def __init__(self) -> None:
        self.made = 0
        self._known = {(one.parent_id, fold(one.name)): one for one in Unit.objects.all()}

    def at(self, path: tuple[str, ...], *, by: Person | None) -> Unit:
        """The unit at the end of a path of names from the top. Raises PersonRefusal.

        A name alone that is nowhere at the top is looked for everywhere, and taken when one
        unit only has it.
        """
        if len(path) == 1:
            alike = [one for (_up, name), one in self._known.items() if name == _folded(path[0])]
            if len(alike) == 1:
                return alike[0]
        unit: Unit | None = None
        for step in path:
            unit = self._step(unit, step, by)
        assert unit is not None  # a path has a step
        return unit

    def _step(self, parent: Unit | None, name: str, by: Person | None) -> Unit:
        key = (parent.pk if parent else None, _folded(name))
        if key not in self._known:
            self._known[key] = create_unit(name, parent=parent, by=by)
            self.made += 1
        return self._known[key]


def _folded(name: str) -> str:
    return fold(clean_line(name, 200))
