"""Writing in one gesture, from Mon établi or from the home of a space."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.lib.ids import read_uid
from etabli.lib.text import excerpt
from etabli.platform.access.audiences import Principal, key_of, known_ids
from etabli.platform.access.doors import array_of
from etabli.platform.db.prepared import prepared
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.rich_text import RichTextField
from etabli.platform.engine.fields.text import TextField
from etabli.platform.engine.forms.asking import fields_asked
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights import may_create
from etabli.platform.engine.rights.granting import viewers
from etabli.platform.engine.screens.faces import Mark
from etabli.platform.engine.screens.forms import FormPage
from etabli.platform.engine.screens.place import Place
from etabli.platform.items.drafts import forget_draft
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.circles import Circle, circle_labels, circle_planned
from etabli.platform.spaces.models import Space, SpaceApp
from etabli.platform.spaces.standing import apps_around, rank_in, ranks_of
from etabli.ui.shell import Link

DRAFT = "write"
LATELY = 20
"""How many of her last items tell where she writes."""
MOST_PLACES = 40
"""How many spaces are offered to write in; the others are one press away, in « Create »."""


@dataclass(frozen=True)
class Composer:
    """``spaces``: (uid, who reads what is written there). ``others``: what else one can make."""

    app: App
    url: str
    spaces: list[tuple[str, str]]
    chosen: str
    draft: str
    back: str
    others: list[Mark | Link]


def composer_for(
    person: Person,
    spaces: Sequence[Space],
    others: Sequence[Mark | Link],
    space: Space | None = None,
) -> Composer | None:
    """Where a person writes a few lines; None where she has nothing to write them in.

    ``space``: the one whose home this is. ``others``: the marks of everything she can make.
    """
    app, places = _app_for(person, spaces)
    if app is None:
        return None
    lately = _lately(person, places)
    places = _nearest(places, lately)
    uid = next((one.uid for one in places if lately and one.pk == lately[0]), places[0].uid)
    return Composer(
        app=app,
        url=f"/nouveau/{app.app}/",
        spaces=_readers(app, places, person),
        chosen=str(uid),
        draft=f"{DRAFT}:{space.uid}" if space else DRAFT,
        back=f"/espaces/{space.uid}/" if space else "/",
        others=[mark for mark in others if f"/{app.app}/" not in mark.url],
    )


def _lately(person: Person, places: Sequence[Space]) -> list[int]:
    """The spaces in which she wrote last, latest first."""
    rows = _last(person=person.pk, spaces=array_of(place.pk for place in places))
    return list(dict.fromkeys(space for (space,) in rows))


@prepared
def _last(person: Any, spaces: Any) -> QuerySet[Item, tuple[int]]:
    rows = Item.objects.filter(author_id=person, space_id__in_array=spaces)
    return rows.order_by("-created_at").values_list("space_id")[:LATELY]


def _nearest(places: list[Space], lately: list[int]) -> list[Space]:
    """As many as one can choose from, by name: of very many, those she wrote in lately first."""
    if len(places) <= MOST_PLACES:
        return places
    first = sorted(places, key=lambda one: one.pk not in lately)
    near = {one.pk for one in first[:MOST_PLACES]}
    return [one for one in places if one.pk in near]


def write(request: HttpRequest, app: App) -> HttpResponse:
    """Make an item of a few lines: the first one is its title."""
    uid = read_uid(request.POST.get("space", ""))
    if uid is None or not _fits(app):
        raise Http404
    place = Place.of(request, uid, app.app)
    if not place.can_create:
        raise Http404
    text = request.POST.get("text", "").strip()
    form_url = f"{place.url}nouveau/"
    if not text:
        return redirect(form_url)
    title, body = _parted(text, app)
    sent = request.POST.copy()
    sent[_title(app)], sent[_body(app)] = title, body
    request.POST = sent  # type: ignore[assignment]
    draft = Item(app=app.app, space=place.space, author=place.person, state=app.first_state)
    uids = fields_asked(app, "create", draft, place.person)
    inside = request.POST.get("inside", "")
    forget_draft(f"{DRAFT}:{uid}" if inside else DRAFT, by=place.person)
    back = f"/espaces/{uid}/" if inside else "/"
    page = FormPage(request, app, draft, uids, place.context, action=form_url, back=back)
    return page.create(place)


def _app_for(person: Person, spaces: Sequence[Space]) -> tuple[App | None, list[Space]]:
    """The app one writes in: the first, in the order of tabs, that takes a few lines."""
    known = apps()
    on: dict[str, set[int]] = {}
    for uid, space in _apps_of(person, spaces):
        on.setdefault(uid, set()).add(space)
    for uid, ids in on.items():
        if uid in known and _fits(known[uid]) and not known[uid].states:
            places = [s for s in spaces if s.pk in ids and may_create(known[uid], s, person)]
            if places:
                return known[uid], places
    return None, []


def _apps_of(person: Person, spaces: Sequence[Space]) -> list[tuple[str, int]]:
    if {space.pk for space in spaces} <= set(ranks_of(person)):
        return apps_around(person)
    rows = SpaceApp.objects.filter(space__in=spaces).order_by("position", "app")
    return list(rows.values_list("app", "space_id"))


def _fits(app: App) -> bool:
    """A title and a text say it all: nothing else is demanded."""
    demanded = [uid for uid, field in app.fields.items() if field.required and not field.retired]
    return demanded == [_title(app)] and bool(_body(app))


def _title(app: App) -> str:
    lines = (u for u, f in app.fields.items() if isinstance(f, TextField) and not f.multiline)
    return next(lines, "")


def _body(app: App) -> str:
    fields = app.fields.items()
    return next((u for u, f in fields if isinstance(f, RichTextField) and not f.read), "")


def _parted(text: str, app: App) -> tuple[str, str]:
    """The title and the rest. A first line too long for a title stays whole in the text."""
    field = app.fields[_title(app)]
    most = field.longest if isinstance(field, TextField) else 0
    first, _newline, rest = text.partition("\n")
    if len(first.strip()) <= most:
        return first.strip(), rest.strip()
    return excerpt(first, most), text


def _readers(app: App, spaces: list[Space], person: Person) -> list[tuple[str, str]]:
    """Each space with who will read what is written there."""
    named = {space.pk: _viewers(app, space, person) for space in spaces}
    keys = {pk: key_of(principals) for pk, principals in named.items()}
    known = known_ids(keys.values())
    labels = circle_labels(known.values(), by=person)
    circles = {
        pk: labels[known[key]] if key in known else circle_planned(named[pk], by=person)
        for pk, key in keys.items()
    }
    return [(str(space.uid), _words(space, circles[space.pk])) for space in spaces]


def _viewers(app: App, space: Space, person: Person) -> list[Principal]:
    draft = Item(app=app.app, space=space, author=person, state=app.first_state)
    return viewers(app, draft, {person.pk: rank_in(space, person)})


def _words(space: Space, circle: Circle) -> str:
    if circle.kind == "organisation":
        return _("%(space)s, the whole house") % {"space": space.name}
    people = ngettext("%(count)s person", "%(count)s people", circle.count)
    said = f"{space.name}, {people % {'count': circle.count}}"
    if not circle.guests:
        return said
    guests = ngettext("%(num)s guest among them", "%(num)s guests among them", circle.guests)
    return f"{said}, {guests % {'num': circle.guests}}"
