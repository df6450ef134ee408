"""What an app is for, how to use it, and what it measures."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from etabli.lib.richtext import from_markdown
from etabli.platform.access.policy import policy
from etabli.platform.engine.measuring import figures_of
from etabli.platform.engine.screens.faces import mark_of
from etabli.platform.engine.screens.place import Place
from etabli.platform.engine.screens.showing import rich_html
from etabli.ui.render import page


@policy("signed_in")
def show(request: HttpRequest, space: UUID, app: str) -> HttpResponse:
    """The help page of an app."""
    place = Place.of(request, space, app)
    text = place.app.help_text(place.person.language)
    shown = {
        "app": place.app,
        "head": place.heading(),
        "mark": mark_of(place.app, place.person.language),
        "outcome": place.app.outcome.say(place.person.language),
        "body": rich_html(from_markdown(text), place.person) if text else Markup(""),
        "figures": figures_of(place.app, place.space, place.person, place.context),
        "lang": place.person.language,
        "url": place.url,
    }
    return page(request, "engine/help.html", shown)
