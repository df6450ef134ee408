"""Saying whether one comes."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.platform.attending.models import Attendance
from etabli.platform.awaited.computing import settle_awaiting
from etabli.platform.engine.app import App
from etabli.platform.engine.registry import apps
from etabli.platform.events.log import Fact, emit
from etabli.platform.items.models import Item
from etabli.platform.items.rights import hold
from etabli.platform.people.models import Person

Answer = Attendance.Answer


class AttendingRefusal(Exception):
    """``sentence`` says why it was not done, in the language in use."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass
class Coming:
    """Who comes to an item. ``waiting``: those on site beyond the ``places``, in their order.

    ``asked``: how many were asked and have not answered.
    """

    places: int | None = None
    on_site: list[Person] = field(default_factory=list)
    waiting: list[Person] = field(default_factory=list)
    remote: list[Person] = field(default_factory=list)
    no: list[Person] = field(default_factory=list)

    @property
    def left(self) -> int | None:
        """Places that are free; None when there is no limit."""
        return None if self.places is None else max(0, self.places - len(self.on_site))

    def answer_of(self, person: Person) -> str:
        """What somebody answered: ``on_site``, ``waiting``, ``remote``, ``no`` or ''."""
        for name in ("on_site", "waiting", "remote", "no"):
            if any(one.pk == person.pk for one in getattr(self, name)):
                return name
        return ""


def attend(item: Item, answer: str, *, by: Person) -> str:
    """Say whether one comes; answering again replaces the answer. Returns what it became.

    Raises AttendingRefusal when the item is over, in the trash, or does not ask, Http404 when
    one sees it no more.
    """
    app = apps().get(item.app)
    if app is None or answer not in answers_of(app) or item.trashed:
        raise AttendingRefusal(_("Nothing is asked of you here."))
    if is_over(item):
        raise AttendingRefusal(_("It is over: answers are closed."))
    hold(item)  # the last place is given once
    kept = Attendance.objects.filter(item=item, person=by).first()
    if kept is None or kept.answer != answer:
        Attendance.objects.update_or_create(
            item=item,
            person=by,
            defaults={"answer": answer, "since": timezone.now(), "audience_id": item.audience_id},
        )
        emit(Fact("attended", actor=by, item=item, payload={"answer": answer}))
    settle_awaiting(item)
    return coming_to(app, item).answer_of(by)


def coming_to(app: App, item: Item) -> Coming:
    """Who comes, in the order of their answers."""
    rows = Attendance.objects.filter(item=item, person__active=True).order_by("since", "pk")
    found: dict[str, list[Person]] = {answer: [] for answer in Answer.values}
    for row in rows.select_related("person"):
        found[row.answer].append(row.person)
    places = places_of(app, item)
    here = found[Answer.ON_SITE]
    return Coming(
        places=places,
        on_site=here[:places],
        waiting=here[places:] if places is not None else [],
        remote=found[Answer.REMOTE],
        no=found[Answer.NO],
    )


def answers_of(app: App) -> list[str]:
    """What one may answer in an app."""
    on = app.behaviours.attendable
    if on is None:
        return []
    return [Answer.ON_SITE, *([Answer.REMOTE] if on.remote else []), Answer.NO]


def places_of(app: App, item: Item) -> int | None:
    """How many may come on site; None when there is no limit."""
    on = app.behaviours.attendable
    said = item.data.get(on.places) if on and on.places else None
    return int(said) if said is not None else None


def is_over(item: Item) -> bool:
    """Whether it has taken place."""
    end = item.ends_at or item.starts_at
    return end is not None and end < timezone.now()
