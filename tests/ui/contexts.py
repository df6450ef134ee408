"""What each test screen is given."""

import datetime as dt
from typing import Any

from django.utils import timezone

from etabli.ui.shell import Link
from tests.ui.world import CLAIRE, KARIM, PAUL, SHELL, SPACES, THOMAS, TOOLS

INCIDENTS = TOOLS[0]


def _waiting() -> list[dict[str, Any]]:
    leave = TOOLS[1]
    return [
        {
            "mark": Link("", "", icon="chat-circle-text", hue="cuivre"),
            "kind": "Question d’Odile Marchand",
            "title": "Peut-on fermer la rue Haute samedi 17 pour livrer les poutres ?",
            "notes": [],
            "text": "Le charpentier demande un créneau de 6 h à 11 h.",
            "due": "avant 12 h",
            "acts": [("Répondre", "main")],
        },
        {
            "mark": leave,
            "kind": "Demande de congé",
            "title": "Yanis Belkacem, du 26 au 30 octobre",
            "notes": ["reçue vendredi"],
            "text": "5 jours. Cette semaine-là, 2 absents sur 9.",
            "due": None,
            "acts": [("Approuver", "main"), ("Refuser…", "")],
        },
        {
            "mark": Link("", "", icon="check-square-offset", hue="bleu"),
            "kind": "Tâche",
            "title": "Relire le cahier des charges du lot 4",
            "notes": ["Halle du marché"],
            "text": "Il manque la variante en mélèze.",
            "due": "aujourd’hui, 17 h",
            "acts": [("C’est fait", "")],
        },
    ]


def _card(number: int, title: str, moves: list[tuple[str, str, str]]) -> dict[str, Any]:
    return {
        "id": f"item-{number}",
        "title": title,
        "ref": f"n° {number}",
        "tags": [("École", "ocre")],
        "place": "Rue du Four",
        "due": "demain",
        "comments": 3,
        "files": 2,
        "person": KARIM,
        "moves": moves,
    }


def lanes() -> list[dict[str, Any]]:
    """A board: to qualify → planned → done; refusing asks why."""
    first = [("plan", "Planifier", ""), ("refused", "Refuser…", "refuse")]
    return [
        {
            "key": "new",
            "label": "À qualifier",
            "percent": 0,
            "tone": "",
            "most": 0,
            "cards": [
                _card(423, "Feu piéton bloqué au rouge", first),
                _card(422, "Odeur d’égout", first),
            ],
        },
        {
            "key": "plan",
            "label": "Planifié",
            "percent": 40,
            "tone": "go",
            "most": 1,
            "cards": [_card(415, "Nid-de-poule", [("done", "Terminer", "")])],
        },
        {
            "key": "done",
            "label": "Résolu",
            "percent": 100,
            "tone": "ok",
            "most": 0,
            "cards": [_card(416, "Lampadaire éteint", [])],
        },
        {
            "key": "refused",
            "label": "Refusé",
            "percent": 100,
            "tone": "stop",
            "most": 0,
            "cards": [],
        },
    ]


STEPS = [
    {"label": "Reçu", "note": "lundi", "at": "done"},
    {"label": "Planifié", "note": "depuis hier", "at": "now"},
    {"label": "Résolu", "note": "", "at": ""},
]
COLUMNS = [
    {"label": ""},
    {"label": "Fiche"},
    {"label": "Étape"},
    {"label": "Échéance", "sort_url": "?tri=due", "sorted": "ascending"},
    {"label": "Coût estimé", "number": True},
]
ROWS = [
    {
        "ref": "NC-084",
        "title": "Alésage hors tolérance",
        "state": "À analyser",
        "percent": 25,
        "tone": "warn",
        "due": "aujourd’hui",
        "cost": 840,
    },
    {
        "ref": "NC-083",
        "title": "Rayures sur face d’appui",
        "state": "Close",
        "percent": 100,
        "tone": "ok",
        "due": None,
        "cost": 1260,
    },
]
FACETS = [
    {"value": "page", "label": "Pages", "count": 7, "on": True},
    {"value": "item", "label": "Fiches", "count": 1012, "on": False},
]
REACTIONS = [
    {"kind": "seen", "label": "Vu", "icon": "check-circle", "count": 6, "mine": False},
    {"kind": "bravo", "label": "Bravo", "icon": "hands-clapping", "count": 11, "mine": True},
]
TABS = (
    Link("Accueil", "/espace/", icon="house-line"),
    Link("Signalements", "/board/", icon="warning-diamond", count=14, current=True),
    Link("Tâches", "/taches/", icon="check-square-offset", count=9),
)
VIEWS = (
    Link("Tableau", "/board/", icon="kanban", current=True),
    Link("Liste", "/liste/", icon="rows"),
)


def contexts() -> dict[str, dict[str, Any]]:
    """The context of every screen, by name."""
    now = timezone.localtime()
    shared = {
        "shell": SHELL,
        "claire": CLAIRE,
        "karim": KARIM,
        "paul": PAUL,
        "thomas": THOMAS,
        "incidents": INCIDENTS,
        "leave": TOOLS[1],
        "space": SPACES[0],
        "hour": now - dt.timedelta(minutes=40),
        "reactions": REACTIONS,
        "steps": STEPS,
    }
    return {
        "home": shared | {"waiting": _waiting(), "agenda": _agenda(now), "filters": _filters()},
        "item": shared | {"crumbs": SPACES[:2], "trail": _trail(now)},
        "board": shared | {"lanes": lanes(), "tabs": TABS, "views": VIEWS},
        "form": shared | {"errors": ["Une date est à corriger."]},
        "gallery": shared | {"columns": COLUMNS, "rows": ROWS, "facets": FACETS},
        "signin": {"house": "Ville de Montreval"},
        "setup": {"colour": "#9e2a3c"},
        "404": {},
        "500": {},
        "403": {},
        "429": {},
        "403_csrf": {},
        "400": {},
    }


def _filters() -> tuple[Link, ...]:
    return (
        Link("Tout", "/", count=5, current=True),
        Link("À décider", "/?quoi=decider", count=1),
        Link("À faire", "/?quoi=faire", count=2),
    )


def _agenda(now: dt.datetime) -> list[dict[str, Any]]:
    return [
        {
            "when": now.replace(hour=9, minute=30),
            "title": "Point de chantier",
            "url": "/x/",
            "note": "Sur place",
            "current": False,
        },
        {
            "when": now.replace(hour=11, minute=0),
            "title": "Voirie et police",
            "url": "",
            "note": "",
            "current": True,
        },
    ]


def _trail(now: dt.datetime) -> list[dict[str, Any]]:
    return [
        {"icon": "play", "words": "Karim Haddad a démarré l’intervention", "when": now},
        {
            "icon": "arrow-up",
            "words": "Gravité :",
            "change": ("Gênant", "Urgent"),
            "when": now - dt.timedelta(days=2),
        },
    ]
