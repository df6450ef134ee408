"""What items of an app can do. Each behaviour is executed by the engine, or refused here."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from etabli.platform.engine.definition.names import Duration, Uid
from etabli.platform.engine.definition.principal import People, Principal
from etabli.platform.engine.definition.strict import Strict, Uids, as_tuple
from etabli.platform.engine.definition.views import Condition
from etabli.platform.engine.definition.words import Words


class Commentable(Strict):
    """People discuss the item. ``read``: who reads the discussion, when fewer than the item."""

    read: People = ()


class Reactable(Strict):
    """Seen, thanks, well done, agreed, needs another look."""


class Votable(Strict):
    """People support an item, once each."""

    name: Words | None = None


Follower = Literal["author", "assignee", "commenter", "mentioned"]


class Followable(Strict):
    """People follow the item; ``auto``: those who do without asking."""

    auto: Annotated[tuple[Follower, ...], BeforeValidator(as_tuple)] = (
        "author",
        "assignee",
        "commenter",
        "mentioned",
    )


class Mentionable(Strict):
    """A mention in a text or a comment of the item makes it wait for whoever is named."""


class Attachable(Strict):
    """Files are attached to the item, apart from its fields."""

    max: int = Field(default=20, ge=1, le=100)


class Taggable(Strict):
    """Items take free tags, shared by the space."""

    max: int = Field(default=10, ge=1, le=30)


class Assignable(Strict):
    """The item is somebody's to do. ``name``: how the person is called here."""

    name: Words | None = None
    required: bool = False
    default: Literal["actor"] | None = None


class Schedulable(Strict):
    """The item has a due date, or a beginning and an end.

    ``period``: the period field whose two ends become the item's, so that calendars and
    « who is away » read them. Or ``starts`` and ``ends``: the date and time fields that do;
    ``all_day``: the yes or no field that makes it last whole days. ``repeats``: the recurrence
    field that says when it takes place again.
    """

    due: bool = True
    due_name: Words | None = None
    due_required: bool = False
    period: Uid | None = None
    starts: Uid | None = None
    ends: Uid | None = None
    all_day: Uid | None = None
    repeats: Uid | None = None

    @property
    def dated(self) -> bool:
        """Whether items have a beginning and an end of their own."""
        return self.period is not None or self.starts is not None


class Publishable(Strict):
    """The item appears in the feed of its space, when created or when it enters a state."""

    on: Uids = ("created",)


class Answerable(Strict):
    """Comments are answers, and one of them can be retained.

    ``accept``: who retains. ``answered``: the state a first answer by somebody else leads
    to. ``accepted``: the state a retained answer leads to; taking it back leads to
    ``answered``.
    """

    accept: People = (Principal("author"), Principal("animator"))
    answered: Uid | None = None
    accepted: Uid | None = None


class Acknowledgeable(Strict):
    """People say that they have read the item: « J’ai lu ».

    ``who``: unit, people, person and space fields that say whom, roles of the space; whoever
    sees the item if unsaid. Nobody is asked while the fields are empty. ``when``: a condition
    on the item's fields. ``states``: while it is there; all but the final ones if unsaid.
    ``by``: a date field that says until when; else the due date, else ``within`` after it
    entered its state. ``watch``: who sees who has not, and chases them up.
    """

    who: Uids = ()
    when: Condition | None = None
    states: Uids = ()
    by: Uid | None = None
    within: Duration | None = None
    watch: People = (Principal("author"), Principal("animator"))


class Attendable(Strict):
    """People say whether they come: on site, remotely, or not.

    ``who``: person and people fields that say whom it is asked of; whoever sees the item may
    answer. ``places``: a number field that says how many may come on site; who comes after
    waits for a place. ``remote``: whether one may join from afar.
    """

    who: Uids = ()
    places: Uid | None = None
    remote: bool = True


class Reviewable(Strict):
    """Somebody says from time to time that the item is still right.

    ``every``: for how long it then holds. ``by``: who says so, and is awaited when it is due.
    ``warn``: for how long before it is shown as to review soon. ``on``: a date field that says
    until when it holds the first time, and each time it is changed. ``when``: for which items.
    """

    every: Duration
    by: People = (Principal("author"),)
    warn: Duration = timedelta(days=30)
    on: Uid | None = None
    when: Condition | None = None


class Versioned(Strict):
    """The item is published in numbered versions, each with a word of what changed.

    ``read_again``: whoever publishes may ask those who had read it to read it again.
    ``when``: for which items.
    """

    read_again: bool = False
    when: Condition | None = None


class Ballot(Strict):
    """People answer the item by choosing among its options.

    ``options``: the field of type options that holds them. ``many``: several at once; true,
    or a yes or no field. ``secret``: who voted and what was voted are kept apart, and nobody
    can tell what somebody voted; true, or a yes or no field. ``answers``: a few words may be
    added, without a name. ``least``: below as many voters, the results of a secret ballot are
    never told. ``who`` may vote, until the item is in a final state or past its due date.
    """

    options: Uid
    many: bool | Uid = False
    secret: bool | Uid = False
    answers: bool = False
    least: int = Field(default=5, ge=3, le=100)
    who: People = (Principal("reader"),)


class Behaviours(Strict):
    """The behaviours an app switches on."""

    commentable: Commentable | None = None
    reactable: Reactable | None = None
    votable: Votable | None = None
    followable: Followable | None = None
    mentionable: Mentionable | None = None
    attachable: Attachable | None = None
    taggable: Taggable | None = None
    assignable: Assignable | None = None
    schedulable: Schedulable | None = None
    publishable: Publishable | None = None
    answerable: Answerable | None = None
    acknowledgeable: Acknowledgeable | None = None
    attendable: Attendable | None = None
    reviewable: Reviewable | None = None
    versioned: Versioned | None = None
    ballot: Ballot | None = None

    def names(self) -> tuple[str, ...]:
        """The behaviours switched on, in the order of the format."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) is not None)
