"""What Mon établi adds to the chrome of each page: what waits, and what one can make."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from etabli.platform.awaited.waiting import tally_of
from etabli.platform.engine.app import App
from etabli.platform.engine.screens.starting import makeable
from etabli.platform.house.filling import Filling, fills_shell
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.ui.shell import Link


@fills_shell
def fill(request: HttpRequest) -> Filling:
    """The number of things that wait, and the apps of one's spaces in the Create menu."""
    person = person_of(request)
    return Filling(
        links=(Link(_("Agenda"), "/agenda/", icon="calendar-blank"),),
        counts={"/": tally_of(person).total},
        create=tuple(makers_of(person)),
        live_url="/live/stream",
        drafts_url="/brouillons/",
        create_url="/nouveau/",
        topics=("home",),
        seen_url="/venue/" if request.path == "/" else "",
        seen_now=request.path == "/",
    )


def makers_of(person: Person) -> list[Link]:
    """What a person can make, from the apps of her spaces."""
    return [
        Link(_maker(app, person.language), f"/nouveau/{app.app}/", icon=app.icon, hue=app.colour)
        for app in makeable(person)
    ]


def _maker(app: App, lang: str) -> str:
    return app.new.say(lang) if app.new else app.label(lang)
