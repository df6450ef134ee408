"""The names a definition may use, and those it uses wrongly."""

import re
from collections.abc import Iterable, Iterator

from etabli.platform.engine.definition.conditions import envelope_of
from etabli.platform.engine.definition.faults import Fault, Path, suggestion
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.names import NOT_FOR_FIELDS
from etabli.platform.engine.definition.principal import RELATIONS, ROLES
from etabli.platform.engine.fields.choice import ChoiceField
from etabli.platform.engine.fields.relation import ANY_APP, RelationField

NUMBER_WORDS = re.compile(r"\{([^{}]*)\}")
_SEQUENCE = re.compile(r"^seq(:[1-9])?$")


def unknown(word: str, known: Iterable[str], path: Path) -> Fault:
    """The fault of a name that stands for nothing."""
    known = list(known)
    fr, en = suggestion(word, known)
    return Fault(
        path,
        f"« {word} » ne désigne rien ici.{fr}",
        f"“{word}” stands for nothing here.{en}",
    )


def check_names(app: Definition) -> Iterator[Fault]:
    """Uids that mean something else already."""
    for uid in app.fields:
        if uid in NOT_FOR_FIELDS:
            yield Fault(
                ("fields", uid),
                f"« {uid} » a déjà un sens pour Établi. Prenez un autre nom.",
                f"“{uid}” already means something to Établi. Take another name.",
            )
    for uid in app.asks:
        if uid in app.fields or uid in ROLES or uid in RELATIONS:
            yield Fault(
                ("asks", uid),
                f"« {uid} » désigne déjà autre chose. Prenez un autre nom.",
                f"“{uid}” already names something else. Take another name.",
            )


def check_fields(app: Definition) -> Iterator[Fault]:
    """Settings of fields that contradict each other."""
    for uid, field in app.fields.items():
        if isinstance(field, ChoiceField) and field.default is not None:
            option = field.options.get(field.default)
            if option is None or option.retired:
                yield unknown(field.default, field.options, ("fields", uid, "default"))
        if field.required and field.retired:
            yield Fault(
                ("fields", uid, "required"),
                "Un champ retiré ne peut pas être obligatoire.",
                "A retired field cannot be required.",
            )
        if isinstance(field, RelationField) and ANY_APP in field.to and len(field.to) > 1:
            yield Fault(
                ("fields", uid, "to"),
                "« any » dit déjà toutes les apps. Laissez-le seul.",
                "“any” already means every app. Leave it alone.",
            )


def check_title(app: Definition) -> Iterator[Fault]:
    """The title is read by whoever sees the item: it may only say what all of them may read."""
    known = set(app.fields) | (envelope_of(app) & {"number", "author", "assignee", "state"})
    words = NUMBER_WORDS.findall(app.title)
    for word in words:
        field = app.fields.get(word)
        if word not in known:
            if word == "title" and app.title == "{title}":
                yield Fault(
                    ("fields",),
                    'Ajoutez un champ « title », ou dites « title: "{champ}" ».',
                    'Add a field “title”, or say “title: "{field}"”.',
                )
            else:
                yield unknown(word, known, ("title",))
        elif field is not None and field.read is not None:
            yield Fault(
                ("title",),
                f"Le titre est lu par tous ceux qui voient la fiche : « {word} » est réservé.",
                f"Whoever sees the item reads its title: “{word}” is restricted.",
            )
    if not words:
        yield Fault(
            ("title",),
            "Le titre doit dire au moins un champ, comme « {nature} ».",
            "The title must say at least one field, such as “{kind}”.",
        )


def check_number(app: Definition) -> Iterator[Fault]:
    """A number is made of fixed words, of {year} perhaps, and of {seq} once."""
    if app.number is None:
        return
    words = NUMBER_WORDS.findall(app.number)
    if sum(bool(_SEQUENCE.match(word)) for word in words) != 1 or any(
        word != "year" and not _SEQUENCE.match(word) for word in words
    ):
        yield Fault(
            ("number",),
            "Écrivez le numéro comme « INC-{year}-{seq:4} » : {seq} une fois, {year} si la "
            "suite repart chaque année.",
            "Write the number as “INC-{year}-{seq:4}”: {seq} once, {year} if it restarts each "
            "year.",
        )
