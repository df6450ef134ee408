"""Definitions written for tests: a good one, and the same with something changed."""

from pathlib import Path

from etabli.platform.engine.definition.faults import DefinitionError, Problem
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.loading import load

GOOD = """\
app: repairs
version: 1.0.0
name: {fr: Réparation, en: Repair}
icon: wrench
family: field
outcome: {fr: Ce qui casse est réparé, en: What breaks is repaired}
fields:
  title: {type: text, required: true, name: {fr: Quoi, en: What}}
  kind:
    type: choice
    filter: true
    name: {fr: Nature, en: Kind}
    options:
      light: {name: {fr: Éclairage, en: Lighting}}
      water: {name: {fr: Eau, en: Water}}
  helper: {type: person, name: {fr: Aide, en: Help}}
  cost: {type: money, read: [animator], name: {fr: Coût, en: Cost}}
behaviours:
  commentable: {}
  assignable: {}
states:
  new:
    name: {fr: Nouvelle, en: New}
    awaits: {who: assignee, otherwise: animator, to: do, within: P2D}
  done: {name: {fr: Faite, en: Done}, final: true}
moves:
  close: {name: {fr: Fini, en: Done}, from: new, to: done, who: [assignee], main: true}
views:
  board: {kind: kanban, by: state, card: [kind, assignee], default: true}
  open: {kind: table, where: "!final && kind == 'water'", columns: [title, kind], sort: [-created]}
measures:
  delay: {median: time_in('new'), target: P2D, name: {fr: Délai, en: Delay}}
"""


def written(folder: Path, text: str | bytes = GOOD, name: str = "repairs") -> Path:
    """The folder of an app with that definition."""
    app = folder / name
    app.mkdir(exist_ok=True)
    content = text if isinstance(text, bytes) else text.encode()
    (app / "app.yaml").write_bytes(content)
    return app


def changed(before: str, after: str) -> str:
    """The good definition with a piece of it replaced."""
    assert before in GOOD, before
    return GOOD.replace(before, after)


def loaded(folder: Path, text: str = GOOD) -> Definition:
    return load(written(folder, text))


def problems(folder: Path, text: str | bytes, name: str = "repairs") -> tuple[Problem, ...]:
    """What is wrong with a definition; none when it is good."""
    try:
        load(written(folder, text, name))
    except DefinitionError as error:
        return error.problems
    return ()
