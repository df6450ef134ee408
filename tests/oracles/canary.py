"""A world in which everything private carries a token, and who may meet each token.

The model of rights is written here by hand, apart from the product: it says who is in which
space and who is whose manager, and nothing else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights.resettling import resettle
from etabli.platform.engine.writing import move
from etabli.platform.files.receiving import receive
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Draft, Item, LinkCard
from etabli.platform.people.models import Person
from etabli.platform.profiles.models import Detail, Presence, Scope
from etabli.platform.spaces.models import Space
from tests.oracles.addresses import addresses
from tests.world import World

SAMPLE = 9
"""One token in so many is searched for: each place and each kind of text has several."""
TOKEN = re.compile(r"zq[a-z]{2,8}\d{5}qz")
OUTSIDE = "https://exemple.test/page"
PLACES = {"vault": {"ana"}, "council": {"ana", "ben", "guy"}}
RIPE = {"ideas": "retained", "meetings": "held", "polls": "closed"}
# Apps whose definition opens nothing to guests.
NO_GUESTS = {"tasks", "incidents", "leave", "wiki"}


@dataclass
class Canaries:
    """Who may meet each token, and every address worth asking."""

    allowed: dict[str, set[str]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    _next: int = 10_000

    def token(self, place: str, people: set[str]) -> str:
        self._next += 1
        made = f"zq{place}{self._next}qz"
        self.allowed[made] = people
        return made

    def leaks(self, person: str, tokens: Iterable[str]) -> set[str]:
        """Those of these tokens that this person must not meet."""
        return {token for token in tokens if person not in self.allowed[token]}


def plant(world: World) -> Canaries:
    """Fill the world with tokens, and list the addresses of everything made."""
    found = Canaries()
    for place, people in PLACES.items():
        space = world.spaces[place]
        # What a closed space is for is known to the house, as its name is.
        knowing = people | {"ben", "chloe", "dan"} if place == "council" else people
        Space.objects.filter(pk=space.pk).update(description=found.token(place, knowing))
        for app in _apps_of(place):
            _plant_item(world, found, place, app, people - ({"guy"} if app in NO_GUESTS else set()))
    _ripen()
    _plant_leave(world, found)
    _plant_link(world, found)
    _plant_draft(world, found)
    _plant_people(world, found)
    _plant_talk(world, found)
    found.paths = addresses(list(found.allowed)[::SAMPLE])
    return found


def _apps_of(place: str) -> list[str]:
    """Every app in the council; in the vault, which nobody may find, one of each kind of field."""
    if place != "vault":
        return sorted(apps())
    known: set[str] = set()
    found = []
    for uid, app in sorted(apps().items(), key=lambda one: (-len(one[1].fields), one[0])):
        if (kinds := {one.kind for one in app.fields.values()}) - known and uid != "leave":
            known |= kinds
            found.append(uid)
    return sorted(found)


def _plant_item(world: World, found: Canaries, place: str, app: str, people: set[str]) -> None:
    if app == "leave":
        return
    by = world.ana
    with acting(by):
        upload = SimpleUploadedFile(
            f"{found.token(place, people)}.txt", found.token(place, people).encode(), "text/plain"
        )
        file = receive(upload, by=by)
    values: dict[str, Any] = {}
    for uid, one in apps()[app].fields.items():
        value = _value(one, lambda: found.token(place, people), file.pk)
        if value is not None:
            values[uid] = value
    item = world.make(app, world.spaces[place], by, **values)
    if any(one.kind == "rich_text" and one.read is None for one in apps()[app].fields.values()):
        _plant_card(found.token(place, people), item=item)
    if apps()[app].behaviours.commentable:
        read = {"ana", "ben"} if app == "incidents" and place == "council" else people
        world.forget()
        with acting(by):
            said = from_markdown(f"{found.token(place, read)} [page]({OUTSIDE})")
            made = comment(Item.objects.get(pk=item.pk), said, by=by)
        _plant_card(found.token(place, read), comment=made)


def _plant_card(title: str, **said: Any) -> None:
    asked = {"url": OUTSIDE, "site": "exemple.test", "asked_at": timezone.now()}
    LinkCard.objects.create(**said, **asked, title=title)


def _value(one: Any, token: Any, file: int) -> Any:
    made = {
        "text": token,
        "rich_text": lambda: from_markdown(f"{token()} [page]({OUTSIDE})"),
        "place": lambda: {"label": token()},
        "url": lambda: f"https://{token()}.test/",
        "checklist": lambda: [{"id": "a", "text": token(), "done": False}],
        "files": lambda: [file],
        "choice": lambda: (
            next(iter(one.options)) if one.kind == "choice" and one.required else None
        ),
        "period": lambda: {"start": "2027-01-04", "end": "2027-01-05"} if one.required else None,
    }.get(one.kind)
    return made() if made else None


def _ripen() -> None:
    """Bring items to the state in which everything said of them is shown."""
    for app, state in RIPE.items():
        items = Item.objects.filter(app=app)
        items.update(state=state)
        resettle(items)


def _plant_leave(world: World, found: Canaries) -> None:
    """Ben's leave, granted: the house reads when he is away; his manager and he, why."""
    item = world.make(
        "leave",
        world.roads,
        world.ben,
        period={"start": "2027-01-04", "end": "2027-01-05"},
        kind="family",
        note=found.token("leave", {"ana", "ben"}),
    )
    world.forget()
    with acting(world.ana):
        move(Item.objects.get(pk=item.pk), "approve", {}, by=world.ana)


def _plant_link(world: World, found: Canaries) -> None:
    """A public task points to something in the vault: only the pointing may be seen."""
    secret = Item.objects.filter(space=world.vault).first()
    at = f"/fiches/{secret.uid}/"
    doc = from_markdown(f"Voir [la fiche](item:{secret.uid}), c’est [{at}]({at}).")
    world.make("tasks", world.roads, world.ana, title="Suivre", about=[secret.pk], details=doc)


def _plant_draft(world: World, found: Canaries) -> None:
    from_draft = found.token("draft", {"ana"})
    with acting(world.ana):
        keep_draft(world.ana, f"new:tasks:{world.roads.uid}", from_draft)


def keep_draft(person: Person, key: str, text: str) -> str:
    """A form half filled."""
    Draft.objects.create(person=person, key=key, content={"title": [text]})
    return key


def _plant_people(world: World, found: Canaries) -> None:
    """What Ben says of himself, each thing to others; his presence; a guest's organisation."""
    house = {"ana", "ben", "chloe", "dan"}
    scopes = {
        Scope.GUESTS: house | {"guy"},
        Scope.HOUSE: house,
        Scope.UNIT: {"ana", "ben"},
        Scope.MANAGER: {"ana", "ben"},
        Scope.ME: {"ben"},
    }
    for position, (scope, people) in enumerate(scopes.items()):
        words = found.token("detail", people)
        Detail.objects.create(
            person=world.ben, field="skills", position=position, value=words, scope=scope
        )
    Presence.objects.create(
        person=world.ben,
        kind=Presence.Kind.FIELD,
        words=found.token("there", house),
        until=timezone.now() + timedelta(days=1),
    )


def _plant_talk(world: World, found: Canaries) -> None:
    """Everybody is called, where only some may read; Ben answers, and the house is told."""
    everybody = " ".join(f"[@{p.name}](person:{p.uid})" for p in world.people.values())
    house = {"ana", "ben", "chloe", "dan"}
    said = found.token("open", house)
    world.make("questions", world.roads, world.ana, title=said, assignee=world.ben.pk)
    for item in Item.objects.filter(app="questions"):
        place = {world.spaces[name].pk: name for name in PLACES}.get(item.space_id, "")
        people = PLACES.get(place, house)
        world.forget()
        with acting(world.ana):
            words = f"{found.token('called', people)} {everybody}"
            comment(Item.objects.get(pk=item.pk), from_markdown(words), by=world.ana)
