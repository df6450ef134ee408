"""Somebody looks for words, as people write them."""

from collections.abc import Callable

import pytest
from django.test import Client

from etabli.platform.items.models import Comment
from etabli.platform.people.models import Person
from tests.search.conftest import document
from tests.search.looking import look
from tests.world import World

Browse = Callable[[Person], Client]
Say = Callable[..., Comment]


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("L’élection du délégué", "election"),
        ("Réunions d’équipe", "reunion equipe"),
        ("Œuvre d’art à l’entrée", "oeuvre"),
        ("ÉQUIPES DE NUIT", "équipe"),
        ("Commande de sel de déneigement", "commandes"),
        ("Weekly meetings of the team", "meeting"),
        ("Fournisseurs évalués", "fournisseur évaluer"),
        ("Thé ou café", "thé"),
        ("Réunion annulée", "annulé"),
        ("Dossiers validés", "validées"),
        ("Circuit des Ormes", "« circuit des ormes »"),
        ("Plan de viabilité hivernale 2026-2027", "viab"),
        ("Plan de viabilité hivernale 2026-2027", "hivernale 2026"),
        ("Panne de l’imprimante", "panne -scanner"),
        ("東京 の会議", "東京"),
    ],
)
def test_what_is_written_one_way_is_found_written_another(
    world: World, browse: Browse, title: str, asked: str
) -> None:
    task = world.make("tasks", world.roads, world.ana, title=title)
    assert look(browse(world.ben), asked).urls == [f"/fiches/{task.uid}/"]


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Circuit des Ormes", "« ormes circuit »"),
        ("Panne de l’imprimante", "panne -imprimante"),
        ("Panne de l’imprimante", "panne scanner"),
        ("Réunion", "renouveau"),
    ],
)
def test_what_was_not_asked_for_is_not_found(
    world: World, browse: Browse, title: str, asked: str
) -> None:
    world.make("tasks", world.roads, world.ana, title=title)
    assert look(browse(world.ben), asked).urls == []


def test_texts_messages_people_and_spaces_are_found(world: World, browse: Browse, say: Say) -> None:
    text = document("Trois équipes partent à quatre heures.", "La neige arrive.")
    task = world.make("tasks", world.roads, world.ana, title="Hiver", details=text)
    message = say(task, "Il reste du sel au dépôt.", by=world.ben)
    ben = browse(world.ben)
    assert look(ben, "equipes partent").urls == [f"/fiches/{task.uid}/"]
    assert look(ben, "sel depots").urls == [f"/fiches/{task.uid}/#c-{message.uid}"]
    assert look(ben, "diaz").urls == [f"/personnes/{world.ana.uid}/"]
    assert look(ben, "directrice").urls == [f"/personnes/{world.ana.uid}/"]
    assert look(ben, "voirie").urls == [f"/espaces/{world.roads.uid}/"]


def test_words_found_are_marked_in_an_extract(world: World, browse: Browse) -> None:
    long = " ".join(f"mot{number}" for number in range(600))
    text = document(f"{long} la chaussée gelée des Ormes <script>alert(1)</script> {long}")
    world.make("tasks", world.roads, world.ana, title="Gel & verglas", details=text)
    page = look(browse(world.ben), "chaussees ormes gel").page
    assert "<mark>Gel</mark> &amp; verglas" in page
    assert "<mark>chaussée gelée</mark> des <mark>Ormes</mark>" in page
    assert "<script>alert" not in page


def test_the_title_weighs_more_than_the_text(world: World, browse: Browse) -> None:
    text = document("Le déneigement est à revoir.")
    inside = world.make("tasks", world.roads, world.ana, title="Divers", details=text)
    titled = world.make("tasks", world.roads, world.ana, title="Déneigement")
    urls = look(browse(world.ben), "deneigement").urls
    assert urls == [f"/fiches/{titled.uid}/", f"/fiches/{inside.uid}/"]
