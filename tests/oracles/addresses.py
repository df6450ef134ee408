"""Every address worth asking of a planted world, doors first."""

from collections.abc import Iterator

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from etabli.platform.engine.registry import apps
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Comment, Draft, Item
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.models import Space

PAGES = (
    "/", "/?tout=1", "/attente/", "/espaces/", "/espaces/?voir=mine", "/personnes/",
    "/organigramme/", "/brouillons/", "/recherche/", "/moi/", "/maison/", "/maison/listes/",
    "/maison/listes/personnes.csv", "/maison/departs/", "/maison/import/", "/corbeille/",
    "/nouveau/", "/unites/", "/invitations/", "/etiquettes/?q=zq", "/avis/", "/avis/cloche/",
    "/agenda/", "/compte/avis/", "/compte/securite/",
)  # fmt: skip
ASKING = ("/recherche/", "/recherche/suggestions/", "/liens/", "/mentions/", "/personnes/choix/")


def addresses(tokens: list[str]) -> list[str]:
    """Addresses of pages, of everything made, and of searches for these words."""
    found = [*PAGES, *_spaces(), *_items(), *_comments(), *_people(), *_files()]
    found += [f"/brouillons/{key}/" for key in Draft.objects.values_list("key", flat=True)]
    found += [f"{path}?q={token}" for token in tokens for path in ASKING]
    return list(dict.fromkeys(found))


def _spaces() -> Iterator[str]:
    for space in Space.objects.all():
        at = f"/espaces/{space.uid}/"
        yield from (at, f"{at}membres/", f"{at}reglages/", f"{at}reglages/apps/", f"{at}demandes/")
        here = set(Item.objects.filter(space=space).values_list("app", flat=True))
        for uid, app in apps().items():
            yield f"{at}{uid}/"
            if uid in here:
                yield from (f"{at}{uid}/nouveau/", f"{at}{uid}/export.csv", f"{at}{uid}/imprimer/")
                yield from (f"{at}{uid}/vues/{view}/" for view in app.looks)


def _items() -> Iterator[str]:
    whole = set()
    for item in Item.objects.select_related("space"):
        at = f"/fiches/{item.uid}/"
        yield from (at, f"{at}modifier/", f"{at}historique/", f"{at}commentaires/")
        yield from (f"{at}transformer/", f"{at}lecture/")
        yield from (f"{at}etapes/{move}/" for move in apps()[item.app].moves)
        yield f"/espaces/{item.space.uid}/tasks/nouveau/?depuis={item.uid}"
        # All that can be asked of one thing, for one thing of each space.
        if item.space_id not in whole:
            whole.add(item.space_id)
            yield from (route.replace("<>", str(item.uid)) for route in routes("fiches/<>/"))


def _comments() -> Iterator[str]:
    for said in Comment.objects.select_related("item"):
        at = f"/commentaires/{said.uid}/"
        yield from (at, f"{at}actions/", f"{at}versions/", f"{at}reponse/")
        yield f"/fiches/{said.item.uid}/transformer/?depuis={said.uid}"


def _people() -> Iterator[str]:
    for person in Person.objects.all():
        yield from (route.replace("<>", str(person.uid)) for route in routes("personnes/<>/"))
        yield f"/maison/listes/{person.uid}/"
    for unit in Unit.objects.all():
        yield from (f"/unites/{unit.uid}/", f"/organigramme/{unit.uid}/")


def _files() -> Iterator[str]:
    for file in StoredFile.objects.all():
        yield from (f"/fichiers/{file.uid}/{file.name}", f"/fichiers/{file.uid}/vignette")


def routes(start: str) -> Iterator[str]:
    """Routes of one uid, written <>, that start so: those of the next app are among them."""
    for path in _paths(get_resolver().url_patterns):
        for name in ("item", "uid"):
            asked = path.replace(f"<uuid:{name}>", "<>", 1)
            if asked.startswith(start) and asked.count("<") == 1:
                yield f"/{asked}"


def _paths(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _paths(one.url_patterns, before + str(one.pattern))
        else:
            yield before + str(one.pattern)
