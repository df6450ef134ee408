"""One item: its steps, its fields, what is said of it, who sees it."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from etabli.platform.access.doors import mine_of, within
from etabli.platform.access.policy import policy
from etabli.platform.db.prepared import planned
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.shown import Shown
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.listing.tree import Tree, tree_of
from etabli.platform.engine.looking import context_for, preload
from etabli.platform.engine.panels import labels_of, panels_of
from etabli.platform.engine.rights import can, may_create
from etabli.platform.engine.screens.attachments import attachments_of
from etabli.platform.engine.screens.dropping import drop_form
from etabli.platform.engine.screens.faces import face_of, mark_of, space_mark
from etabli.platform.engine.screens.lines import lines_of
from etabli.platform.engine.screens.showing import contents_of, facts_of, parted
from etabli.platform.engine.screens.stepping import acts_of, standing_of, steps_of, waiting_words
from etabli.platform.engine.writing.editing import app_of
from etabli.platform.items.cards import cards_of_item
from etabli.platform.items.discussing import discussion_of
from etabli.platform.items.following import following_of
from etabli.platform.items.gathering import gathered
from etabli.platform.items.history import history_of
from etabli.platform.items.linking import backlinks_of
from etabli.platform.items.models import Item
from etabli.platform.items.reactions import reactions_of
from etabli.platform.items.voting import votes_of
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.spaces.circles import circle_of
from etabli.ui.render import page
from etabli.ui.shell import Link


@policy("signed_in")
def show(request: HttpRequest, item: UUID) -> HttpResponse:
    """The page of an item."""
    person = person_of(request)
    found = item_of(request, item)
    app = app_of(found)
    context = context_for(person)
    preload(context, app, [found])
    shown = _head(found, app, person) | _work(app, found, person, context)
    shown |= _talk(app, found, person) | _around(app, found, person, context)
    shown["cards"] = cards_of_item(found)
    shown["panels"] = panels_of(app, found, person, context)
    shown["labels"] = [
        one for one in labels_of(app, [found], person, context)[found.pk] if not one.act
    ]
    return page(request, "engine/item.html", shown)


def _around(app: App, item: Item, person: Person, context: Context) -> dict[str, Any]:
    """Where the item stands in the tree of its app: above, beside and under it."""
    tree = None if item.trashed else tree_of(app, item.space, person)
    if tree is None:
        return {"tree": None}
    return {
        "tree": tree,
        "nodes": tree.whole(item),
        "above": [Link(one.title, f"/fiches/{one.uid}/") for one in tree.above(item)],
        "under": _inside(app, tree, item, context),
        "can_add": may_create(app, item.space, person),
        "can_drop": drop_form(app) is not None and may_create(app, item.space, person),
    }


def _inside(app: App, tree: Tree, item: Item, context: Context) -> list[dict[str, Any]]:
    """What stands right under an item, each with what the tree says of it."""
    nodes = tree.branch(item)
    items = [node.item for node in nodes]
    preload(context, app, items)
    words = labels_of(app, items, tree.person, context)
    return [
        {
            "item": node.item,
            "inside": node.inside,
            "labels": words[node.item.pk],
            "cells": [_cell(app, node.item, uid, context) for uid in tree.view.card],
        }
        for node in nodes
    ]


def _cell(app: App, item: Item, uid: str, context: Context) -> Shown | None:
    value = value_of(app, item, uid)
    return app.field(uid).display(value, context) if value not in (None, "", []) else None


def _talk(app: App, item: Item, person: Person) -> dict[str, Any]:
    """What people said and did around the item, by the behaviours its app switched on."""
    on = app.behaviours
    return {
        "discussion": discussion_of(item, person) if on.commentable else None,
        "reactions": reactions_of(item, person) if on.reactable else None,
        "votes": votes_of(item, person) if on.votable else None,
        "following": following_of(item, person) if on.followable else None,
        "history": history_of(item, person),
        "attachments": attachments_of(app, item, person),
        "backlinks": backlinks_of(item, person),
    }


def item_of(request: HttpRequest, uid: UUID) -> Item:
    """An item the reader may see, in the trash or not. Raises Http404."""
    person = person_of(request)
    for found in gathered(_one(uid=uid, mine=mine_of(person))):
        return found
    raise Http404


@planned
def _one(uid: Any, mine: Any) -> QuerySet[Item]:
    rows = Item.objects.filter(within("audience_id", mine), uid=uid)
    return rows.select_related("audience", "parent", "trashed_by")


def _head(item: Item, app: App, person: Person) -> dict[str, Any]:
    lang = person.language
    return {
        "item": item,
        "app": app,
        "mark": mark_of(app, lang),
        "crumbs": [
            Link(item.space.name, f"/espaces/{item.space.uid}/"),
            Link(app.plural(lang), f"/espaces/{item.space.uid}/{app.app}/"),
        ],
        "space_mark": space_mark(item.space),
        "author": face_of(item.author),
        "assignee": face_of(item.assignee),
        "circle": circle_of(item.audience, by=person),
        "lang": lang,
        "topic": f"item:{item.uid}",
        "url": f"/fiches/{item.uid}/",
    }


def _work(app: App, item: Item, person: Person, context: Context) -> dict[str, Any]:
    facts = facts_of(app, item, person, context)
    shown = parted(facts, context)
    return {
        **shown,
        "contents": contents_of(facts),
        "lines": lines_of(app, item, person, shown["lists"]),
        "steps": steps_of(app, item, context),
        "standing": standing_of(app, item, context.lang),
        "acts": acts_of(app, item, person, context),
        "waiting": waiting_words(item, person),
        "can_edit": can(person, "edit", item),
        "can_delete": not item.trashed and can(person, "delete", item),
        "can_restore": item.trashed and can(person, "restore", item),
    }
