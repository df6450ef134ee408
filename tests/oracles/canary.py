"""A world in which everything private carries a token, and who may meet each token.

The model of rights is written here by hand, apart from the product: it says who is in which
space and who is whose manager, and nothing else.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import apps
from etabli.platform.engine.writing import move
from etabli.platform.files.models import StoredFile
from etabli.platform.files.receiving import receive
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Comment, Draft, Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space
from tests.world import World

SAMPLE = 6
"""One token in so many is searched for: each place and each kind of text has several."""
TOKEN = re.compile(r"zq[a-z]{2,8}\d{5}qz")
PLACES = {"vault": {"ana"}, "council": {"ana", "ben", "guy"}}
# Apps whose definition opens nothing to guests.
NO_GUESTS = {"tasks", "incidents", "leave"}


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

    def leaks(self, person: str, text: str) -> set[str]:
        """The tokens in a text that this person must not meet."""
        found = set(TOKEN.findall(text))
        return {token for token in found if person not in self.allowed[token]}


def plant(world: World) -> Canaries:
    """Fill the world with tokens, and list the addresses of everything made."""
    found = Canaries()
    for place, people in PLACES.items():
        space = world.spaces[place]
        # What a closed space is for is known to the house, as its name is.
        knowing = people | {"ben", "chloe", "dan"} if place == "council" else people
        Space.objects.filter(pk=space.pk).update(description=found.token(place, knowing))
        for app in sorted(apps()):
            _plant_item(world, found, place, app, people - ({"guy"} if app in NO_GUESTS else set()))
    _plant_leave(world, found)
    _plant_link(world, found)
    _plant_draft(world, found)
    found.paths = list(dict.fromkeys(_addresses(found)))
    return found


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
    if apps()[app].behaviours.commentable:
        read = {"ana", "ben"} if app == "incidents" and place == "council" else people
        world.forget()
        with acting(by):
            said = from_markdown(found.token(place, read))
            comment(Item.objects.get(pk=item.pk), said, by=by)


def _value(one: Any, token: Any, file: int) -> Any:
    made = {
        "text": token,
        "rich_text": lambda: from_markdown(token()),
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
    doc = from_markdown(f"Voir [la fiche](item:{secret.uid}).")
    world.make("tasks", world.roads, world.ana, title="Suivre", about=[secret.pk], details=doc)


def _plant_draft(world: World, found: Canaries) -> None:
    from_draft = found.token("draft", {"ana"})
    with acting(world.ana):
        keep_draft(world.ana, f"new:tasks:{world.roads.uid}", from_draft)


def keep_draft(person: Person, key: str, text: str) -> str:
    """A form half filled."""
    Draft.objects.create(person=person, key=key, content={"title": [text]})
    return key


def _addresses(found: Canaries) -> Iterator[str]:
    yield from ("/", "/?tout=1", "/attente/", "/espaces/", "/espaces/?voir=mine")
    yield from ("/personnes/", "/brouillons/", "/recherche/", "/moi/", "/maison/")
    yield from ("/corbeille/", "/nouveau/", "/unites/", "/invitations/", "/etiquettes/?q=zq")
    yield from (f"/brouillons/{key}/" for key in Draft.objects.values_list("key", flat=True))
    for space in Space.objects.all():
        base = f"/espaces/{space.uid}/"
        yield from (base, f"{base}membres/", f"{base}reglages/", f"{base}reglages/apps/")
        for uid, app in apps().items():
            yield from (f"{base}{uid}/", f"{base}{uid}/nouveau/", f"{base}{uid}/export.csv")
            yield from (f"{base}{uid}/vues/{view}/" for view in app.looks)
    for item in Item.objects.all():
        base = f"/fiches/{item.uid}/"
        yield from (base, f"{base}modifier/", f"{base}historique/", f"{base}commentaires/")
        yield f"{base}transformer/"
        yield from (f"{base}etapes/{move}/" for move in apps()[item.app].moves)
        yield from (f"/espaces/{item.space.uid}/tasks/nouveau/?depuis={item.uid}",)
    for said in Comment.objects.all():
        yield f"/fiches/{said.item.uid}/transformer/?depuis={said.uid}"
        base = f"/commentaires/{said.uid}/"
        yield from (base, f"{base}actions/", f"{base}versions/", f"{base}reponse/")
    for person in Person.objects.all():
        yield f"/personnes/{person.uid}/"
    for token in list(found.allowed)[::SAMPLE]:
        yield f"/recherche/?q={token}"
        yield f"/recherche/suggestions/?q={token}"
        yield f"/liens/?q={token}"
        yield f"/mentions/?q={token}"
    yield from _files()


def _files() -> Iterator[str]:
    for file in StoredFile.objects.all():
        yield f"/fichiers/{file.uid}/{file.name}"
        yield f"/fichiers/{file.uid}/vignette"


def answer_text(answer: Any) -> str:
    """Everything an answer says: status line, headers, body."""
    body = b"".join(answer) if answer.streaming else answer.content
    headers = json.dumps(dict(answer.headers))
    return f"{answer.status_code} {headers} {body.decode('utf-8', 'replace')}"
