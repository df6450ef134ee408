"""The stages of an item on its page, and the moves its reader may make."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from etabli.lib.wording_dates import brief
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.principal import Principal as Word
from etabli.platform.engine.definition.states import Move
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.listing.board import progress
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights import may_move
from etabli.platform.engine.rights.asking import holds
from etabli.platform.engine.rights.granting import awaited_grants
from etabli.platform.items.models import Item, Revision
from etabli.platform.people.models import Person

AWAITED = Word("awaited")


@dataclass(frozen=True)
class Step:
    """A stage: ``at`` is done, now or ''. ``when``: since when it is, or was reached."""

    label: str
    note: str = ""
    at: str = ""


@dataclass(frozen=True)
class Act:
    """A move one may make. ``asks``: it opens a form first. ``answer``: what is sent with it."""

    uid: str
    label: str
    url: str
    icon: str = ""
    main: bool = False
    asks: bool = False
    stop: bool = False
    answer: str = ""


@dataclass(frozen=True)
class Standing:
    """Where an item stands: its state in words, how far, in which tone."""

    label: str
    percent: int
    tone: str


def standing_of(app: App, item: Item, lang: str) -> Standing | None:
    """The state of an item; None for an app without stages."""
    state = app.states.get(item.state)
    if state is None:
        return None
    return Standing(state.name.say(lang), round(100 * progress(app, item.state)), state.tone or "")


def steps_of(app: App, item: Item, context: Context) -> list[Step]:
    """The stages on the way of this item: those it went through, then those ahead.

    A final stage it did not take (refused, cancelled) is not on its way.
    """
    if len(app.states) < 2:
        return []
    reached = _reached(item)
    uids = [uid for uid in app.states if _on_the_way(app, uid, item, reached)]
    now = datetime.now(context.zone)
    here = uids.index(item.state) if item.state in uids else -1
    return [
        Step(
            app.states[uid].name.say(context.lang),
            brief(reached[uid].astimezone(context.zone), now, context.lang)
            if uid in reached and i <= here
            else "",
            "now" if i == here else "done" if i < here else "",
        )
        for i, uid in enumerate(uids)
    ]


def acts_of(app: App, item: Item, person: Person, context: Context) -> list[Act]:
    """The moves a person may make now, the main one first."""
    acts = [_act(item, uid, move, app, context) for uid, move in may_move(app, item, person)]
    return sorted(acts, key=lambda act: not act.main)


def _act(item: Item, uid: str, move: Move, app: App, context: Context) -> Act:
    return Act(
        uid=uid,
        label=move.name.say(context.lang),
        url=f"/fiches/{item.uid}/etapes/{uid}/",
        icon=move.icon or "",
        main=move.main,
        asks=bool(move.require or move.reason == "required"),
        stop=app.states[move.to].tone == "stop",
    )


def _reached(item: Item) -> dict[str, datetime]:
    moments = {}
    for revision in Revision.objects.filter(item=item, patch__has_key="@state"):
        moments[revision.patch["@state"][1]] = revision.at
    first = next(iter(Revision.objects.filter(item=item, patch__has_key="@state")), None)
    start = first.patch["@state"][0] if first else item.state
    return {start: item.created_at, **moments}


def _on_the_way(app: App, uid: str, item: Item, reached: dict[str, datetime]) -> bool:
    if uid in reached or uid == item.state:
        return True
    state = app.states[uid]
    ended = item.state in app.final_states
    return not state.retired and not ended and (not state.final or uid == app.final_states[0])


def waiting_words(item: Item, person: Person) -> str:
    """Whom the item waits for, for somebody it does not wait for."""
    app = apps().get(item.app)
    state = app.states.get(item.state) if app and not item.trashed else None
    if app is None or state is None or state.awaits is None or holds(app, AWAITED, item, person):
        return ""
    grants = awaited_grants(app, item)
    if not grants:
        where = {"space": item.space.name}
        return _("Nobody is awaited here for now: tell whoever runs %(space)s.") % where
    named = [grant.target or 0 for grant in grants if grant.kind == "person"]
    names = [one.name for one in Person.objects.filter(pk__in=named)] if named else []
    if any(grant.kind == "manager_of" for grant in grants) and item.author.manager:
        names.append(item.author.manager.name)
    return _("It now waits for %(names)s.") % {"names": ", ".join(names)} if names else ""
