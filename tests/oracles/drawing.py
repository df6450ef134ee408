"""Definitions, items and happenings drawn at random, for the world of the stories."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.oracles.model import Thing

WHO = ("ana", "ben", "chloe", "dan", "guy")
SPACES = ("roads", "council", "vault")
STATES = ("new", "doing", "done")
VISIBILITIES = ("open", "closed", "secret")
UNITS = ("Mairie", "Services techniques")
RELATIONS = ("author", "manager", "assignee", "helper", "crew", "desk")
ROLES = ("guest", "reader", "member", "animator", "owner")
VERBS = ("comment", "edit", "delete")
said = st.builds(
    lambda name, state: f"{name}@{state}" if state else name,
    st.sampled_from(RELATIONS + ROLES[2:]),
    st.sampled_from(("", "", "", *STATES)),
)
somebody = st.sampled_from(WHO)
perhaps = st.none() | somebody


def _name(word: str) -> dict[str, str]:
    return {"fr": word, "en": word}


@st.composite
def definitions(draw: Callable[..., Any]) -> dict[str, Any]:
    """An app whose every list of people is drawn; whoever is awaited, or writes, also reads."""
    states: dict[str, Any] = {uid: {"name": _name(uid)} for uid in STATES}
    states["done"]["final"] = True
    view = ["author", *draw(st.lists(said, max_size=3))]
    for state in (states["new"], states["doing"]):
        if draw(st.booleans()):
            who, otherwise = (
                draw(st.lists(st.sampled_from(RELATIONS), min_size=least, max_size=2, unique=True))
                for least in (1, 0)
            )
            state["awaits"] = {"who": who, "otherwise": otherwise, "to": "do"}
            view += [*who, *otherwise]
    return _app(draw, states, view)


def _app(draw: Callable[..., Any], states: dict[str, Any], view: list[str]) -> dict[str, Any]:
    read = draw(st.lists(said, min_size=1, max_size=3, unique=True))
    usual = st.lists(said | st.just("awaited"), max_size=3, unique=True)
    return {
        "app": "drawn",
        "version": "1.0.0",
        "name": _name("Drawn"),
        "icon": "wrench",
        "family": "field",
        "outcome": _name("Something"),
        "asks": {"desk": {"kind": "unit", "name": _name("Desk")}},
        "fields": {
            "title": {"type": "text", "required": True, "name": _name("Title")},
            "helper": {"type": "person", "name": _name("Helper")},
            "crew": {"type": "people", "name": _name("Crew")},
            "note": {"type": "text", "read": read, "write": read[:1], "name": _name("Note")},
        },
        "behaviours": {"assignable": {}, "commentable": {}},
        "states": states,
        "moves": {
            "go": {"name": _name("Go"), "from": "new", "to": "doing", "who": ["author"]},
            "end": {"name": _name("End"), "from": "doing", "to": "done", "who": ["author"]},
        },
        "may": {
            "create": ["guest"],
            "view": list(dict.fromkeys(view)),
            **{verb: draw(usual) for verb in VERBS},
        },
    }


MAKERS = {
    "roads": ("ana", "ben", "chloe", "dan"),
    "council": ("ana", "ben", "guy"),
    "vault": ("ana",),
}
RANKED = [(space, rank) for space in SPACES for rank in (0, 10, 20, 30, 40)]


def _things(space: str) -> st.SearchStrategy[Thing]:
    return st.builds(
        Thing,
        space=st.just(space),
        author=st.sampled_from(MAKERS[space]),
        state=st.sampled_from(STATES),
        assignee=perhaps,
        helper=perhaps,
        crew=st.lists(somebody, max_size=2, unique=True).map(tuple),
        trashed=st.sampled_from((False, False, False, True)),
    )


things = st.sampled_from(SPACES).flatmap(_things)
happenings = st.one_of(
    st.tuples(st.just("manager"), somebody, perhaps),
    st.tuples(st.just("unit"), somebody, st.sampled_from(UNITS)),
    st.tuples(st.just("rank"), somebody, st.sampled_from(RANKED)),
    st.tuples(st.just("gone"), somebody, st.none()),
    st.tuples(st.just("visibility"), st.sampled_from(SPACES), st.sampled_from(VISIBILITIES)),
    st.tuples(st.just("above"), st.just("vault"), st.sampled_from((None, "council"))),
    st.tuples(st.just("archived"), st.sampled_from(SPACES), st.none()),
)
