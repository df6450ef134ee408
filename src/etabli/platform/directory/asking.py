"""What is asked of the directory, and the people who answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from etabli.lib.ids import read_uid
from etabli.lib.text import clean_line, fold
from etabli.platform.directory.absence import away_now
from etabli.platform.directory.seeing import people_seen_by, searched
from etabli.platform.people.models import Person, Unit
from etabli.platform.profiles.models import Detail, Scope
from etabli.platform.profiles.seeing import details_seen_by

ARRIVED = timedelta(days=45)
"""How long somebody is a newcomer."""
PLACES = {"site": "site", "skill": "skills", "language": "languages"}
"""Filters, and the field of the profile each looks at."""
OFFERED = 80


@dataclass(frozen=True)
class Question:
    """``show`` may be « new » or « away », ``view`` « faces »; ``start`` rows are left out."""

    q: str = ""
    unit: str = ""
    site: str = ""
    skill: str = ""
    language: str = ""
    kind: str = ""
    show: str = ""
    view: str = ""
    start: int = 0

    @property
    def narrowed(self) -> bool:
        """Whether anything but words narrows the list."""
        return bool(self.unit or self.site or self.skill or self.language)

    def address(self, **changes: str | int) -> str:
        """The query of this question with some answers changed, from the first page."""
        asked = replace(self, **{"start": 0, **changes})  # type: ignore[arg-type]
        kept = {
            "from" if name == "start" else name: value
            for name, value in vars(asked).items()
            if value
        }
        return f"?{urlencode(kept)}"


def read_question(given: Mapping[str, str]) -> Question:
    """The question of an address; what makes no sense in it is left out."""
    start = given.get("from", "")
    return Question(
        q=clean_line(given.get("q", ""), 80),
        unit=given.get("unit", "")[:40],
        site=clean_line(given.get("site", ""), 150),
        skill=clean_line(given.get("skill", ""), 80),
        language=clean_line(given.get("language", ""), 80),
        kind=_one_of(given.get("kind"), (Person.Kind.PERSON, Person.Kind.GUEST)),
        show=_one_of(given.get("show"), ("new", "away")),
        view=_one_of(given.get("view"), ("faces",)),
        start=int(start) if start.isascii() and start.isdigit() and len(start) < 8 else 0,
    )


def people_asked(asked: Question, *, by: Person) -> QuerySet[Person]:
    """The people a question finds, of those one may see, by name."""
    found = searched(people_seen_by(by).filter(active=True), asked.q, by=by)
    member = by.kind == Person.Kind.PERSON
    unit = _unit(asked.unit) if member else None
    if unit is not None:
        found = found.filter(unit__path__contains=[unit.pk])
    if asked.kind:
        found = found.filter(kind=asked.kind)
    for name, field in PLACES.items():
        if value := getattr(asked, name):
            saying = details_seen_by(by).filter(field=field, folded=fold(value)[:200])
            found = found.filter(pk__in=saying.values("person_id"))
    if asked.show == "new":
        found = found.filter(kind=Person.Kind.PERSON, joined_at__gte=timezone.now() - ARRIVED)
    if asked.show == "away":
        found = found.filter(pk__in=list(away_now(found, by=by)))
    return found.order_by("sort_key", "pk")


def offered(field: str, *, by: Person) -> list[str]:
    """What one may choose to narrow by: what is said to the whole house, most said first."""
    if by.kind != Person.Kind.PERSON:
        return []
    said = Detail.objects.filter(field=field, scope__in=[Scope.GUESTS, Scope.HOUSE])
    counted = said.order_by().values("folded").annotate(n=Count("pk"), value=Min("value"))
    top = counted.order_by("-n", "folded")[:OFFERED]
    return sorted((row["value"] for row in top), key=fold)


def _unit(uid: str) -> Unit | None:
    wanted = read_uid(uid) if uid else None
    return Unit.objects.filter(uid=wanted).first() if wanted else None


def _one_of(given: str | None, known: tuple[str, ...]) -> str:
    return given if given in known else ""
