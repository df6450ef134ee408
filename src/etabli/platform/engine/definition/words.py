"""Words in both languages."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from etabli.platform.engine.definition.faults import Lang
from etabli.platform.engine.definition.strict import Strict

Text = Annotated[str, Field(min_length=1, max_length=300)]
Name = Annotated[str, Field(min_length=1, max_length=60)]


class Words(Strict):
    """A label or a sentence in French and in English."""

    fr: Text
    en: Text

    def say(self, lang: str) -> str:
        """The words in ``lang``; English for a language that is not French."""
        return self.fr if lang == "fr" else self.en


class Count(Strict):
    """One of something, several of it."""

    one: Name
    other: Name


def _one_word_for_both(given: Any) -> Any:
    return {"one": given, "other": given} if isinstance(given, str) else given


NounForms = Annotated[
    Count, BeforeValidator(_one_word_for_both, json_schema_input_type=Count | str)
]


class Noun(Strict):
    """What an app's items are called, one and several: « Tâche, Tâches »."""

    fr: NounForms
    en: NounForms

    def one(self, lang: str) -> str:
        return self._forms(lang).one

    def other(self, lang: str) -> str:
        return self._forms(lang).other

    def counted(self, count: int, lang: Lang) -> str:
        """The form that goes with a number: in French zero is singular."""
        singular = count < 2 if lang == "fr" else count == 1
        return self.one(lang) if singular else self.other(lang)

    def _forms(self, lang: str) -> Count:
        return self.fr if lang == "fr" else self.en
