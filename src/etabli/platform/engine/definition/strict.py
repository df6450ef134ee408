"""What every part of a definition is made of: frozen, and nothing unknown accepted."""

from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)

from etabli.platform.engine.definition.faults import refuse
from etabli.platform.engine.definition.names import Uid


class Strict(BaseModel):
    """A part of a definition. Unknown keys are refused; nothing changes once read."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _note_known_keys(cls, given: Any, place: ValidationInfo) -> Any:
        """Leave to the explainer the keys known here, so that it can suggest one."""
        if isinstance(given, dict) and isinstance(place.context, dict):
            place.context[id(given)] = frozenset(
                field.alias or name for name, field in cls.model_fields.items()
            )
        return given


class Named(Strict):
    """A part kept under its uid, which it also knows itself."""

    _uid: str = PrivateAttr(default="")

    @property
    def uid(self) -> str:
        return self._uid

    def named(self, uid: str) -> None:
        """Tell the part the key it stands under; done once, when the definition is read."""
        self._uid = uid


N = TypeVar("N", bound=Named)


def _tell_names(parts: dict[str, N]) -> dict[str, N]:
    for uid, part in parts.items():
        part.named(uid)
    return parts


Keyed = Annotated[dict[Uid, N], AfterValidator(_tell_names)]
"""Parts keyed by uid."""


def as_tuple(given: Any) -> Any:
    """One word or a list of words, as a tuple in which none is written twice."""
    if not isinstance(given, list | tuple):
        return (given,)
    for position, one in enumerate(given):
        if one in given[:position]:
            raise refuse(f"« {one} » est écrit deux fois.", f"“{one}” is written twice.")
    return tuple(given)


Uids = Annotated[tuple[Uid, ...], BeforeValidator(as_tuple, json_schema_input_type=Uid | list[Uid])]
"""One uid, or a list of them."""
