"""The five steps of the tour: real screens of the house, by what a person does there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Rank, Space
from etabli.platform.spaces.standing import apps_around, may, spaces_of


@dataclass(frozen=True)
class Stop:
    """A step: the screen it stands on, and what is worth knowing there."""

    title: str
    text: str
    url: str


def steps_for(person: Person) -> list[Stop]:
    """The tour of a guest, an administrator, whoever runs a space, or a member."""
    if person.is_guest:
        return _for_guest(person)
    if person.is_admin:
        return _for_administrator()
    run = next((one for one in spaces_of(person) if may(person, Rank.ANIMATOR, one)), None)
    return _for_animator(person, run) if run else _for_member(person)


def _for_member(person: Person) -> list[Stop]:
    return [_bench(), _space(person), _making(), _searching(), _notices()]


def _for_guest(person: Person) -> list[Stop]:
    profile = Stop(
        _("What others see of you"),
        _("Your name is followed by your organisation and the word guest. Add what helps."),
        f"/personnes/{person.uid}/",
    )
    return [_bench(), _space(person), _making(), profile, _notices()]


def _for_animator(person: Person, space: Space) -> list[Stop]:
    at, named = f"/espaces/{space.uid}/", {"space": space.name}
    used = next((app for app, where in apps_around(person) if where == space.pk), "")
    helping = f"{at}{used}/aide/" if used else "/aide/"
    return [
        _bench(),
        Stop(
            space.name,
            _("You run it. Its home shows what is still open, the oldest first."),
            at,
        ),
        Stop(
            _("The people of %(space)s") % named,
            _("Bring colleagues in, give them a role, invite a guest who sees this space alone."),
            f"{at}membres/",
        ),
        Stop(
            _("The apps of %(space)s") % named,
            _("Switch on what the team needs, and say who decides where an app asks for it."),
            f"{at}reglages/apps/",
        ),
        Stop(
            _("What an app gives"),
            _("Each app says what it is for, and figures of what it brought in this space."),
            helping,
        ),
    ]


def _for_administrator() -> list[Stop]:
    return [
        _bench(),
        Stop(
            _("Spaces"),
            _("A team, a project, the whole house: open one for each place where people work."),
            "/espaces/",
        ),
        Stop(
            _("Inviting"),
            _("One by one by a link that works once; a whole list of staff is under Lists."),
            "/invitations/",
        ),
        Stop(
            _("Who reports to whom"),
            _("Units and managers decide who approves a request. Two minutes now save many."),
            "/unites/",
        ),
        Stop(
            _("The house"),
            _("Its name, its colour, its mail. You read no private content by being here."),
            "/maison/",
        ),
    ]


def _bench() -> Stop:
    return Stop(
        _("Your workbench"),
        _("What waits for you comes first: decide, answer, do, read, without leaving the page."),
        "/",
    )


def _space(person: Person) -> Stop:
    mine = spaces_of(person)
    if not mine:
        return Stop(
            _("Spaces"),
            _("Join those of your team and of your projects: the open ones take you at once."),
            "/espaces/",
        )
    text = _("A space holds its people and its apps, as tabs. A label says who sees what.")
    return Stop(mine[0].name, text, f"/espaces/{mine[0].uid}/")


def _making() -> Stop:
    return Stop(
        _("Making something"),
        _("All that you can write, ask for or report. From anywhere: the Create button."),
        "/nouveau/",
    )


def _searching() -> Stop:
    return Stop(
        _("Finding"),
        _("People, records, messages, files. From anywhere: the box above, or the key /."),
        "/recherche/",
    )


def _notices() -> Stop:
    return Stop(
        _("What writes to you, and when"),
        _("Nights and week-ends are quiet. Choose here what comes at once, and what can wait."),
        "/compte/avis/",
    )
