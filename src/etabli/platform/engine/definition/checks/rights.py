"""Who may and who is awaited: all real, and nobody awaited before a closed door."""

from collections.abc import Iterable, Iterator

from etabli.platform.engine.definition.checks.words import unknown
from etabli.platform.engine.definition.faults import Fault, Path
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.principal import RELATIONS, ROLES, Principal


def principals_of(app: Definition) -> list[str]:
    """Every name that designates people in this app."""
    units = [uid for uid, field in app.fields.items() if field.kind == "unit"]
    relations = RELATIONS - (set() if app.behaviours.assignable else {"assignee"})
    return [*ROLES, *sorted(relations), *_persons(app), *units, *app.asks]


def _persons(app: Definition) -> list[str]:
    return [uid for uid, field in app.fields.items() if field.kind in ("person", "people")]


def lists_of_people(app: Definition) -> Iterator[tuple[Path, tuple[Principal, ...]]]:
    """Every place of a definition that names people."""
    for verb, people in app.may.verbs():
        yield ("may", verb), people
    for uid, state in app.states.items():
        if state.awaits:
            yield ("states", uid, "awaits", "who"), state.awaits.who
            yield ("states", uid, "awaits", "otherwise"), state.awaits.otherwise
    for uid, move in app.moves.items():
        yield ("moves", uid, "who"), move.who
    for uid, field in app.fields.items():
        yield ("fields", uid, "read"), field.read or ()
        yield ("fields", uid, "write"), field.write or ()
    yield ("notify", "created"), app.notify.created
    yield ("notify", "moved"), app.notify.moved
    if app.behaviours.commentable:
        yield ("behaviours", "commentable", "read"), app.behaviours.commentable.read
    if app.behaviours.answerable:
        yield ("behaviours", "answerable", "accept"), app.behaviours.answerable.accept
    if app.behaviours.ballot:
        yield ("behaviours", "ballot", "who"), app.behaviours.ballot.who
    if app.behaviours.reviewable:
        yield ("behaviours", "reviewable", "by"), app.behaviours.reviewable.by
    if app.behaviours.acknowledgeable:
        yield ("behaviours", "acknowledgeable", "watch"), app.behaviours.acknowledgeable.watch


def check_people(app: Definition) -> Iterator[Fault]:
    """Each principal exists, in a place where it can be known."""
    known = set(principals_of(app))
    managed = {*_persons(app), *({"author", "assignee"} & known)}
    for path, people in lists_of_people(app):
        for one in people:
            usual = path == ("may", path[-1]) and one.name == "assignee"
            if one.name not in known and not usual:
                yield unknown(one.name, known, path)
            if one.of is not None and one.of not in managed:
                yield unknown(one.of, managed, path)
            if one.state is not None and one.state not in app.states:
                yield unknown(one.state, app.states, path)
            if one.name == "awaited" and _settles(path):
                yield Fault(
                    path,
                    "« awaited » ne peut pas décider de qui est attendu ni de qui voit. "
                    "Nommez les personnes.",
                    "“awaited” cannot decide who is awaited or who sees. Name the people.",
                )
            if path == ("may", "create") and one.rank is None and one.name not in app.asks:
                yield Fault(
                    path,
                    f"Avant la création il n’y a pas encore de « {one.name} ». "
                    f"Nommez un rôle : {', '.join(ROLES)}.",
                    f"Before it is created there is no “{one.name}” yet. "
                    f"Name a role: {', '.join(ROLES)}.",
                )


def _settles(path: Path) -> bool:
    return (
        path in (("may", "view"), ("may", "create"), ("behaviours", "commentable", "read"))
        or path[-2:] in (("awaits", "who"), ("awaits", "otherwise"))
        or path[-1] == "read"
    )


def covers(allowed: Iterable[Principal], wanted: Principal, state: str) -> bool:
    """Whether whoever ``wanted`` names is among ``allowed`` for an item in ``state``."""
    for one in allowed:
        if one.counts_in(state) and (
            one.name == wanted.name
            or (one.rank is not None and wanted.rank is not None and wanted.rank >= one.rank)
        ):
            return True
    return False


def check_doors(app: Definition) -> Iterator[Fault]:
    """Who creates sees what she made; who is awaited sees what awaits her."""
    first = next(iter(app.states), "")
    author = Principal("author")
    for one in app.may.create:
        if not covers(app.may.view, one, first) and not covers(app.may.view, author, first):
            yield Fault(
                ("may", "create"),
                f"« {one} » créerait une fiche sans pouvoir la voir. Ajoutez « {one.name} » ou "
                "« author » à may.view.",
                f"“{one}” would create an item and not see it. Add “{one.name}” or “author” to "
                "may.view.",
            )
    for uid, state in app.states.items():
        awaits = state.awaits
        for one in (*awaits.who, *awaits.otherwise) if awaits else ():
            if not covers(app.may.view, one, uid):
                yield Fault(
                    ("states", uid, "awaits"),
                    f"« {one} » serait attendu à l’étape « {uid} » sans pouvoir voir la fiche. "
                    f"Ajoutez « {one.name} » à may.view.",
                    f"“{one}” would be awaited in the state “{uid}” and not see the item. "
                    f"Add “{one.name}” to may.view.",
                )


def check_field_rights(app: Definition) -> Iterator[Fault]:
    """A restricted field is read by whoever fills it, and filled when it is required."""
    first = next(iter(app.states), "")
    for uid, field in app.fields.items():
        for one in field.write or () if field.read is not None else ():
            if not covers(field.read or (), one, one.state or first):
                yield Fault(
                    ("fields", uid, "write"),
                    f"« {one} » remplirait ce champ sans pouvoir le lire. Ajoutez-le à read.",
                    f"“{one}” would fill this field and not read it. Add it to read.",
                )
        if field.required and field.write is not None:
            fillers = (*field.write,)
            if not covers(fillers, Principal("author"), first) and not all(
                covers(fillers, one, first) for one in app.may.create
            ):
                yield Fault(
                    ("fields", uid, "required"),
                    "Ce champ est obligatoire, mais qui crée la fiche ne peut pas le remplir.",
                    "This field is required, yet whoever creates the item cannot fill it.",
                )
