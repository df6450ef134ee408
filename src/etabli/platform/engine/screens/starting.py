"""Choosing where, or as what, something new is made."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from etabli.platform.access.policy import policy
from etabli.platform.engine.app import App
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights import may_create
from etabli.platform.engine.screens.composing import write
from etabli.platform.engine.screens.faces import Mark, mark_of, space_mark
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.screens.lines import line_asked
from etabli.platform.engine.screens.prefilling import source_item
from etabli.platform.items.prefill import joinable_for
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space, SpaceApp
from etabli.platform.spaces.standing import apps_around, spaces_of
from etabli.ui.render import page


@policy("signed_in")
def what(request: HttpRequest) -> HttpResponse:
    """Everything a person can make, from the apps of her spaces: « Créer » of small screens."""
    person = person_of(request)
    places = [
        Mark(_words(one, person.language), one.colour, one.icon, "", f"/nouveau/{one.app}/")
        for one in makeable(person)
    ]
    shown = {"places": places, "can_open": person.kind == Person.Kind.PERSON}
    return page(request, "engine/make.html", shown)


def makeable(person: Person) -> list[App]:
    """The apps of which a person may make something in one of her spaces, in their order."""
    known, around = apps(), {space.pk: space for space in spaces_of(person)}
    found: dict[str, App] = {}
    for uid, at in apps_around(person):
        app, space = known.get(uid), around.get(at)
        if app and space and uid not in found and may_create(app, space, person):
            found[uid] = app
    return list(found.values())


@policy("signed_in")
def where(request: HttpRequest, app: str) -> HttpResponse:
    """The spaces where a person may make an item of an app; straight to the form if only one.

    POST makes one of a few lines, in the space chosen beside them.
    """
    person = person_of(request)
    definition = apps().get(app)
    if definition is None:
        raise Http404
    if request.method == "POST":
        return write(request, definition)
    on = set(SpaceApp.objects.filter(app=app).values_list("space_id", flat=True))
    spaces = [s for s in spaces_of(person) if s.pk in on and may_create(definition, s, person)]
    if len(spaces) == 1:
        return redirect(_form_url(spaces[0], app))
    shown = {
        "title": _words(definition, person.language),
        "mark": mark_of(definition, person.language),
        "places": [_choice(space_mark(space), _form_url(space, app)) for space in spaces],
        "by_space": True,
    }
    return page(request, "engine/start.html", shown)


@policy("signed_in")
def turn(request: HttpRequest, item: UUID) -> HttpResponse:
    """What an item, or one of its comments (``?depuis=``), can become in its space."""
    person = person_of(request)
    found = item_of(request, item)
    source = source_item(request, person) or found
    line = line_asked(request, source)
    query = f"?depuis={source.uid}" + (f"&ligne={line.key}" if line else "")
    known = apps()
    on = SpaceApp.objects.filter(space=found.space).values_list("app", flat=True)
    places = [
        _choice(
            mark_of(known[uid], person.language),
            f"{_form_url(found.space, uid)}{query}",
        )
        for uid in on
        if uid in known and may_create(known[uid], found.space, person)
    ]
    shown = {
        "title": line.text if line else found.title,
        "mark": space_mark(found.space),
        "places": places,
        "by_space": False,
        "joinable": joinable_for(found, person),
        "here": request.get_full_path(),
    }
    return page(request, "engine/start.html", shown)


def _words(app: App, lang: str) -> str:
    return app.new.say(lang) if app.new else app.label(lang)


def _form_url(space: Space, app: str) -> str:
    return f"/espaces/{space.uid}/{app}/nouveau/"


def _choice(mark: Mark, url: str) -> Mark:
    return Mark(mark.label, mark.hue, mark.icon, mark.initials, url)
