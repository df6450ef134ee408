"""The demonstration of an app: a few items, what was said of them and what became of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from etabli.platform.engine.definition.faults import DefinitionError, Fault, Path, suggestion
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.loading import build, placed
from etabli.platform.engine.definition.moments import Relative, moment_from
from etabli.platform.engine.definition.names import Uid
from etabli.platform.engine.definition.reading import read_yaml
from etabli.platform.engine.definition.strict import Keyed, Named, Strict

Reaction = Literal["seen", "thanks", "bravo", "agreed", "review"]
_SOME_DAY = datetime(2026, 10, 6, 9, tzinfo=UTC)
_UTC = ZoneInfo("UTC")


class Said(Strict):
    """A text in both languages, as long as it needs; written alone, it is the same in both."""

    fr: Annotated[str, Field(min_length=1, max_length=5000)]
    en: Annotated[str, Field(min_length=1, max_length=5000)]

    def say(self, lang: str) -> str:
        return self.fr if lang == "fr" else self.en


def _in_both(given: Any) -> Any:
    return {"fr": given, "en": given} if isinstance(given, str) else given


Telling = Annotated[Said, BeforeValidator(_in_both, json_schema_input_type=Said | str)]
Reactions = dict[Reaction, list[Uid]]


class Remark(Strict):
    """Something said: a comment, or a reply under one."""

    by: Uid
    at: Relative
    text: Telling
    reactions: Reactions = Field(default_factory=dict)


class Comment(Remark):
    """A comment; ``accepted``: the answer that was retained."""

    accepted: bool = False
    accepted_by: Uid | None = None
    replies: list[Remark] = Field(default_factory=list)


class Step(Strict):
    """A move made."""

    do: Uid
    by: Uid
    at: Relative
    values: dict[Uid, Any] = Field(default_factory=dict)
    reason: Telling | None = None


class Edit(Strict):
    """Some fields changed."""

    by: Uid
    at: Relative
    values: Annotated[dict[Uid, Any], Field(min_length=1)]


class Published(Strict):
    """A version published, in a word."""

    by: Uid
    at: Relative
    words: Telling


class Told(Named):
    """An item, from its making to what it is now. ``read``: who said that they have read it.

    ``ballot``: what each voted, by the places of the options, the first being 0.
    """

    space: Uid
    by: Uid
    at: Relative
    values: dict[Uid, Any]
    edits: list[Edit] = Field(default_factory=list)
    versions: list[Published] = Field(default_factory=list)
    moves: list[Step] = Field(default_factory=list)
    comments: list[Comment] = Field(default_factory=list)
    reactions: Reactions = Field(default_factory=dict)
    followers: list[Uid] = Field(default_factory=list)
    votes: list[Uid] = Field(default_factory=list)
    read: list[Uid] = Field(default_factory=list)
    ballot: dict[Uid, list[Annotated[int, Field(ge=0, le=50)]]] = Field(default_factory=dict)


class Demo(Strict):
    """What an app's ``demo.yaml`` says."""

    items: Annotated[Keyed[Told], Field(min_length=1, max_length=200)]


def read_demo(definition: Definition, folder: FilePath) -> Demo:
    """The demonstration in an app's folder. Raises DefinitionError with every problem found."""
    path = folder / (definition.demo or "demo.yaml")
    source = read_yaml(path.read_bytes(), str(path))
    demo = build(source, Demo)
    faults = [fault for told in demo.items.values() for fault in _check(definition, told, folder)]
    if faults:
        raise DefinitionError(placed(source, faults))
    return demo


def _check(app: Definition, told: Told, folder: FilePath) -> Iterator[Fault]:
    here: Path = ("items", told.uid)
    yield from _check_values(app, told.values, (*here, "values"), folder)
    for at, edit in enumerate(told.edits):
        yield from _check_values(app, edit.values, (*here, "edits", at, "values"), folder)
    for uid, field in app.fields.items():
        if field.required and uid not in told.values and getattr(field, "default", None) is None:
            yield Fault(here, f"Il manque « {uid} ».", f"“{uid}” is missing.")
    yield from _check_moves(app, told, here, folder)
    yield from _check_order(told, here)
    if told.ballot and app.behaviours.ballot is None:
        yield Fault(
            (*here, "ballot"), "On ne vote pas dans cette app.", "Nobody votes in this app."
        )
    if told.read and app.behaviours.acknowledgeable is None:
        yield Fault(
            (*here, "read"),
            "Cette app ne demande pas de dire qu’on a lu.",
            "This app does not ask people to say that they have read.",
        )
    for at, comment in enumerate(told.comments):
        if comment.accepted and app.behaviours.answerable is None:
            yield Fault(
                (*here, "comments", at, "accepted"),
                "Cette app ne retient pas de réponse.",
                "This app retains no answer.",
            )


def _check_values(
    app: Definition, values: dict[str, Any], here: Path, folder: FilePath
) -> Iterator[Fault]:
    known = {*app.fields, "assignee", "due", "tags"}
    for uid, value in values.items():
        if uid not in known:
            fr, en = suggestion(uid, known)
            yield Fault(
                (*here, uid),
                f"« {uid} » n’est pas un champ de cette app.{fr}",
                f"“{uid}” is not a field of this app.{en}",
            )
        elif uid in app.fields and app.fields[uid].kind in ("images", "files"):
            for picture in value if isinstance(value, list) else []:
                name = picture.get("file") if isinstance(picture, dict) else picture
                if not (folder / "demo" / str(name)).is_file():
                    yield Fault(
                        (*here, uid),
                        f"Le fichier « demo/{name} » n’est pas là.",
                        f"The file “demo/{name}” is not there.",
                    )


def _check_moves(app: Definition, told: Told, here: Path, folder: FilePath) -> Iterator[Fault]:
    """Each move leaves the state the one before led to."""
    state = next(iter(app.states), "")
    answers = app.behaviours.answerable
    for at, step in enumerate(told.moves):
        place = (*here, "moves", at)
        yield from _check_values(app, step.values, (*place, "values"), folder)
        move = app.moves.get(step.do)
        if move is None:
            fr, en = suggestion(step.do, app.moves)
            yield Fault(
                (*place, "do"),
                f"« {step.do} » n’est pas un passage de cette app.{fr}",
                f"“{step.do}” is not a move of this app.{en}",
            )
            return
        # An answer may have moved the item in between.
        if not move.leaves(state) and answers is None:
            yield Fault(
                (*place, "do"),
                f"« {step.do} » ne part pas de l’étape « {state} ».",
                f"“{step.do}” does not leave the state “{state}”.",
            )
        if move.reason == "required" and step.reason is None:
            yield Fault(place, "Ce passage demande une raison.", "This move asks for a reason.")
        state = move.to


def _check_order(told: Told, here: Path) -> Iterator[Fault]:
    """Nothing happens before what it answers."""
    begun = _moment(told.at)
    before = begun
    for at, step in enumerate(told.moves):
        if _moment(step.at) < before:
            yield _too_soon((*here, "moves", at, "at"))
        before = _moment(step.at)
    before = begun
    for at, edit in enumerate(told.edits):
        if _moment(edit.at) < before:
            yield _too_soon((*here, "edits", at, "at"))
        before = _moment(edit.at)
    for at, comment in enumerate(told.comments):
        if _moment(comment.at) < begun:
            yield _too_soon((*here, "comments", at, "at"))
        for row, reply in enumerate(comment.replies):
            if _moment(reply.at) < _moment(comment.at):
                yield _too_soon((*here, "comments", at, "replies", row, "at"))


def _moment(told: str) -> datetime:
    return moment_from(told, _SOME_DAY, _UTC)


def _too_soon(path: Path) -> Fault:
    return Fault(
        path,
        "Ceci arrive avant ce qui le précède. Changez le moment.",
        "This happens before what comes first. Change the moment.",
    )
