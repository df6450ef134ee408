"""Who may do something, who is awaited: one word, and perhaps the state where it counts.

``member``: whoever has that role in the space, or a higher one. ``author``, ``assignee``:
of the item. ``awaited``: whoever the item's state awaits. ``manager``: the author's.
The uid of a person field: whoever it names. The uid of an ask: whoever the house answered.
``author@draft``: the author, while the item is in that state.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, StringConstraints

from etabli.platform.engine.definition.faults import refuse
from etabli.platform.engine.definition.strict import as_tuple

ROLES = {"guest": 10, "reader": 20, "member": 30, "animator": 40, "owner": 50}
"""The roles of a space and their ranks; a role includes the higher ones."""
RELATIONS = frozenset({"author", "assignee", "awaited", "manager"})

_UID = r"[a-z][a-z0-9_]{0,39}"
_GRAMMAR = rf"^{_UID}(@{_UID})?$"
_MANAGER_OF = rf"^manager\((?P<of>{_UID})\)(@(?P<state>{_UID}))?$"
_TOLD = rf"^({_UID}|manager\({_UID}\))(@{_UID})?$"


@dataclass(frozen=True)
class Principal:
    """``name``: a role, a relation, a person field or an ask; ``state``: only while there.
    ``of``: whose manager, when it is not the author's.
    """

    name: str
    state: str | None = None
    of: str | None = None

    @property
    def rank(self) -> int | None:
        """The least rank in the space this role asks for; None when it is not a role."""
        return ROLES.get(self.name)

    def counts_in(self, state: str) -> bool:
        return self.state is None or self.state == state

    def __str__(self) -> str:
        name = f"{self.name}({self.of})" if self.of else self.name
        return f"{name}@{self.state}" if self.state else name


def _parse(given: Any) -> Principal:
    if isinstance(given, Principal):
        return given
    if not isinstance(given, str) or not re.match(_GRAMMAR, given):
        raise refuse(
            f"« {given} » ne désigne personne. Écrivez un rôle ({', '.join(ROLES)}), author, "
            "assignee, awaited, manager, un champ de personne ou une question posée à la maison, "
            "et au besoin @étape.",
            f"“{given}” names nobody. Write a role ({', '.join(ROLES)}), author, assignee, "
            "awaited, manager, a person field or an ask, with @state if need be.",
        )
    name, _, state = given.partition("@")
    return Principal(name, state or None)


def _parse_told(given: Any) -> Principal:
    found = re.match(_MANAGER_OF, given) if isinstance(given, str) else None
    return Principal("manager", found["state"], found["of"]) if found else _parse(given)


_Written = Annotated[str, StringConstraints(pattern=_GRAMMAR)]
Who = Annotated[
    Principal,
    PlainValidator(_parse, json_schema_input_type=_Written),
    PlainSerializer(str, return_type=str),
]
People = Annotated[
    tuple[Who, ...], BeforeValidator(as_tuple, json_schema_input_type=_Written | list[_Written])
]
"""One principal, or a list: whoever is any of them."""

_WrittenTold = Annotated[str, StringConstraints(pattern=_TOLD)]
_WhoIsTold = Annotated[
    Principal,
    PlainValidator(_parse_told, json_schema_input_type=_WrittenTold),
    PlainSerializer(str, return_type=str),
]
Told = Annotated[
    tuple[_WhoIsTold, ...],
    BeforeValidator(as_tuple, json_schema_input_type=_WrittenTold | list[_WrittenTold]),
]
"""As People, and ``manager(field)``: whoever manages those a field names."""
