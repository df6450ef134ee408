"""A definition, version 1 of the format: everything an app is."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from etabli.platform.engine.definition.asks import Ask
from etabli.platform.engine.definition.behaviours import Behaviours
from etabli.platform.engine.definition.families import Family
from etabli.platform.engine.definition.measures import Measure
from etabli.platform.engine.definition.names import Hue, Icon, Uid, Version
from etabli.platform.engine.definition.notify import Notify
from etabli.platform.engine.definition.rights import May
from etabli.platform.engine.definition.states import Move, State
from etabli.platform.engine.definition.strict import Keyed, Strict, Uids
from etabli.platform.engine.definition.trials import Trial
from etabli.platform.engine.definition.views import Form, View
from etabli.platform.engine.definition.words import Noun, Words
from etabli.platform.engine.fields.types import AnyField

FileName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,60}$")]


class Help(Strict):
    """The help pages, Markdown files of the app's folder."""

    fr: FileName = "help.fr.md"
    en: FileName = "help.en.md"


class Definition(Strict):
    """What an ``app.yaml`` says.

    ``name``: what one item is called, and several. ``outcome``: the work result the app is
    for. ``new``: the words on the button that makes one. ``empty``: what an empty list says.
    ``number``: as "INC-{year}-{seq:4}". ``title``: a template of fields, as "{kind}, {site}";
    the field ``title`` if unsaid. ``summary``: the fields said of an item in the feed and in
    entries. ``tests``: the trials every installation can run.
    """

    app: Uid
    version: Version
    engine: Literal[1] = 1
    name: Noun
    icon: Icon
    family: Family
    hue: Hue | None = None
    outcome: Words
    new: Words | None = None
    empty: Words | None = None
    number: Annotated[str, Field(max_length=40)] | None = None
    title: Annotated[str, Field(min_length=1, max_length=200)] = "{title}"
    summary: Uids = ()
    asks: Annotated[Keyed[Ask], Field(max_length=10)] = Field(default_factory=dict)
    fields: Annotated[Keyed[AnyField], Field(min_length=1, max_length=100)]
    behaviours: Behaviours = Behaviours()
    states: Annotated[Keyed[State], Field(max_length=20)] = Field(default_factory=dict)
    moves: Annotated[Keyed[Move], Field(max_length=60)] = Field(default_factory=dict)
    may: May = May()
    notify: Notify = Notify()
    views: Annotated[Keyed[View], Field(max_length=30)] = Field(default_factory=dict)
    forms: Annotated[Keyed[Form], Field(max_length=20)] = Field(default_factory=dict)
    measures: Annotated[Keyed[Measure], Field(max_length=20)] = Field(default_factory=dict)
    demo: FileName | None = None
    help: Help | None = None
    tests: Annotated[list[Trial], Field(max_length=200)] = Field(default_factory=list)
