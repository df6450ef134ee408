"""What an administrator does first in a house where nothing has happened yet."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from etabli.platform.access.doors import mine_of, within
from etabli.platform.db.prepared import planned
from etabli.platform.items.models import Item
from etabli.platform.people.models import Account, Person
from etabli.platform.signin.models import Invitation
from etabli.platform.spaces.models import Space
from etabli.platform.spaces.standing import apps_around, spaces_of


@dataclass(frozen=True)
class Step:
    """One thing to do, where it is done, and what it brings."""

    label: str
    note: str
    url: str
    icon: str
    done: bool


def first_steps(person: Person) -> list[Step]:
    """The steps, for administrators, until all of them are done; then none."""
    if not person.is_admin:
        return []
    written = bool(_written(person=person.pk, mine=mine_of(person)))
    invited = bool(_others(person=person.pk)) or Invitation.objects.exists()
    spaces = spaces_of(person)
    apps = bool(apps_around(person))
    if written and invited and spaces:
        return []
    return _steps(spaces, apps, invited, written)


@planned
def _written(person: Any, mine: Any) -> QuerySet[Item, tuple[int]]:
    rows = Item.objects.filter(within("audience_id", mine), author_id=person)
    return rows.values_list("pk")[:1]


@planned
def _others(person: Any) -> QuerySet[Account, tuple[int]]:
    return Account.objects.filter(~Q(person_id=person)).values_list("pk")[:1]


def _steps(spaces: list[Space], apps: bool, invited: bool, written: bool) -> list[Step]:
    to_apps = f"/espaces/{spaces[0].uid}/reglages/apps/" if spaces else "/espaces/nouveau/"
    return [
        Step(
            _("Open a first space"),
            _("A team, a project, the whole house: the place where its people and apps are."),
            "/espaces/nouveau/",
            "house-line",
            bool(spaces),
        ),
        Step(
            _("Switch its apps on"),
            _("Each app is a tab of the space: what its people make and ask for is there."),
            to_apps,
            "squares-four",
            apps,
        ),
        Step(
            _("Invite people"),
            _("One by one, by a link that works once, or from a list of your staff."),
            "/invitations/",
            "user-plus",
            invited,
        ),
        Step(
            _("Write something"),
            _("Whoever comes in finds a house that has begun to live."),
            "/nouveau/" if apps else to_apps,
            "pencil-simple",
            written,
        ),
    ]
