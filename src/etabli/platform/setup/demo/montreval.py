"""The town of Montreval: its units, its agents, its spaces. Nobody in it exists."""

from typing import NamedTuple

HOUSE = "Ville de Montreval"
COLOUR = "#24509c"
DOMAIN = "montreval.example"


class UnitLine(NamedTuple):
    key: str
    name: str
    parent: str = ""


class PersonLine(NamedTuple):
    """``key`` is the local part of the address, and what others name her by."""

    key: str
    name: str
    job: str
    unit: str = ""
    manager: str = ""
    hue: str = "ardoise"
    since: int = 2020
    phone: str = ""
    site: str = ""
    bio: str = ""
    organisation: str = ""
    role: str = "member"


class SpaceLine(NamedTuple):
    """``members``: keys of people; ``animators`` and ``guests`` too. ``everyone`` adds all
    members of the house.
    """

    key: str
    name: str
    visibility: str
    hue: str
    owner: str
    description: str
    animators: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    everyone: bool = False


UNITS = (
    UnitLine("mairie", "Mairie"),
    UnitLine("direction", "Direction générale", "mairie"),
    UnitLine("technique", "Services techniques", "mairie"),
    UnitLine("voirie", "Voirie et réseaux", "technique"),
    UnitLine("verts", "Espaces verts", "technique"),
    UnitLine("batiments", "Bâtiments", "technique"),
    UnitLine("accueil", "Accueil et état civil", "mairie"),
    UnitLine("ccas", "CCAS", "mairie"),
    UnitLine("culture", "Culture et médiathèque", "mairie"),
    UnitLine("rh", "Ressources humaines", "mairie"),
)

# Managers come before those who report to them.
PEOPLE = (
    PersonLine(
        "solene.legoff",
        "Solène Le Goff",
        "Directrice générale des services",
        "direction",
        hue="prune",
        since=2016,
        phone="04 00 00 12 01",
        site="Hôtel de ville, 2e étage",
        bio="Je réponds aux questions d’organisation. Ma porte est ouverte le mardi matin.",
        role="admin",
    ),
    PersonLine(
        "claire.vasseur",
        "Claire Vasseur",
        "Directrice des services techniques",
        "technique",
        "solene.legoff",
        "bleu",
        2012,
        "04 00 00 12 40",
        "Hôtel de ville, 1er étage",
        "Voirie, espaces verts, bâtiments. Pour une urgence, appelez l’astreinte.",
    ),
    PersonLine(
        "karim.haddad",
        "Karim Haddad",
        "Chef d’équipe, voirie et réseaux",
        "voirie",
        "claire.vasseur",
        "mousse",
        2014,
        "04 00 00 12 41",
        "Dépôt, rue de la Gare",
        "Je m’occupe des rues, des réseaux et de l’astreinte. Le plus rapide : un signalement"
        " avec une photo. Pour une question de fond, passez au dépôt entre 7 h et 8 h, il y a du"
        " café.",
    ),
    PersonLine(
        "yanis.belkacem",
        "Yanis Belkacem",
        "Agent de voirie",
        "voirie",
        "karim.haddad",
        "sarcelle",
        2021,
        "04 00 00 12 43",
        "Dépôt, rue de la Gare",
    ),
    PersonLine(
        "denis.fournier",
        "Denis Fournier",
        "Agent de voirie, astreinte",
        "voirie",
        "karim.haddad",
        "ardoise",
        2009,
        "04 00 00 12 44",
        "Dépôt, rue de la Gare",
    ),
    PersonLine(
        "martine.delorme",
        "Martine Delorme",
        "Assistante des services techniques",
        "technique",
        "claire.vasseur",
        "ocre",
        2005,
        "04 00 00 12 42",
        "Hôtel de ville, 1er étage",
    ),
    PersonLine(
        "thomas.weiss",
        "Thomas Weiss",
        "Responsable des espaces verts",
        "verts",
        "claire.vasseur",
        "sapin",
        2018,
        "04 00 00 12 50",
        "Serres municipales",
        "Arbres, massifs, terrains. Je note tout ce qui pousse de travers.",
    ),
    PersonLine(
        "jules.okafor",
        "Jules Okafor",
        "Apprenti, espaces verts",
        "verts",
        "thomas.weiss",
        "tilleul",
        2026,
        site="Serres municipales",
    ),
    PersonLine(
        "lucie.fabre",
        "Lucie Fabre",
        "Jardinière",
        "verts",
        "thomas.weiss",
        "brique",
        2019,
        site="Serres municipales",
    ),
    PersonLine(
        "bastien.nguyen",
        "Bastien Nguyen",
        "Technicien bâtiments",
        "batiments",
        "claire.vasseur",
        "ardoise",
        2020,
        "04 00 00 12 60",
        "Hôtel de ville, sous-sol",
    ),
    PersonLine(
        "ines.roux",
        "Inès Roux",
        "Responsable de l’accueil et de l’état civil",
        "accueil",
        "solene.legoff",
        "garance",
        2011,
        "04 00 00 12 10",
        "Hôtel de ville, rez-de-chaussée",
        "Naissances, mariages, passeports, et toutes les questions qui n’ont pas de guichet.",
    ),
    PersonLine(
        "odile.marchand",
        "Odile Marchand",
        "Agente d’accueil",
        "accueil",
        "ines.roux",
        "cuivre",
        2008,
        "04 00 00 12 11",
        "Hôtel de ville, rez-de-chaussée",
    ),
    PersonLine(
        "hugo.perrin",
        "Hugo Perrin",
        "Officier d’état civil",
        "accueil",
        "ines.roux",
        "iris",
        2022,
        "04 00 00 12 12",
        "Hôtel de ville, rez-de-chaussée",
    ),
    PersonLine(
        "awa.sarr",
        "Awa Sarr",
        "Travailleuse sociale",
        "ccas",
        "solene.legoff",
        "cuivre",
        2017,
        "04 00 00 12 70",
        "CCAS, place du Marché",
    ),
    PersonLine(
        "nadia.corre",
        "Nadia Corre",
        "Aide à domicile",
        "ccas",
        "awa.sarr",
        "sarcelle",
        2023,
        site="CCAS, place du Marché",
    ),
    PersonLine(
        "sophie.lantier",
        "Sophie Lantier",
        "Directrice de la culture",
        "culture",
        "solene.legoff",
        "iris",
        2015,
        "04 00 00 12 80",
        "Médiathèque",
    ),
    PersonLine(
        "hortense.pillot",
        "Hortense Pillot",
        "Médiathécaire",
        "culture",
        "sophie.lantier",
        "sarcelle",
        2026,
        "04 00 00 12 81",
        "Médiathèque",
    ),
    PersonLine(
        "mathilde.aubry",
        "Mathilde Aubry",
        "Responsable des ressources humaines",
        "rh",
        "solene.legoff",
        "garance",
        2013,
        "04 00 00 12 20",
        "Hôtel de ville, 2e étage",
    ),
    PersonLine(
        "rachid.benali",
        "Rachid Benali",
        "Gestionnaire de paie",
        "rh",
        "mathilde.aubry",
        "sapin",
        2019,
        "04 00 00 12 21",
        "Hôtel de ville, 2e étage",
    ),
)

GUESTS = (
    PersonLine(
        "paul.mercadier",
        "Paul Mercadier",
        "Architecte",
        hue="iris",
        since=2026,
        organisation="Atelier Mercadier",
    ),
)

SPACES = (
    SpaceLine(
        "agents",
        "Tous les agents",
        "open",
        "ardoise",
        "solene.legoff",
        "Ce qui concerne toute la mairie.",
        ("mathilde.aubry",),
        everyone=True,
    ),
    SpaceLine(
        "technique",
        "Services techniques",
        "open",
        "bleu",
        "claire.vasseur",
        "Voirie, réseaux, espaces verts, bâtiments : les chantiers et le quotidien.",
        ("karim.haddad", "thomas.weiss"),
        (
            "yanis.belkacem",
            "denis.fournier",
            "martine.delorme",
            "jules.okafor",
            "lucie.fabre",
            "bastien.nguyen",
            "awa.sarr",
        ),
    ),
    SpaceLine(
        "halle",
        "Halle du marché",
        "closed",
        "cuivre",
        "claire.vasseur",
        "La rénovation de la halle, avec l’architecte.",
        ("karim.haddad",),
        ("odile.marchand", "bastien.nguyen"),
        ("paul.mercadier",),
    ),
    SpaceLine(
        "accueil",
        "Accueil et état civil",
        "closed",
        "garance",
        "ines.roux",
        "Les guichets, les plannings, les cas difficiles.",
        (),
        ("odile.marchand", "hugo.perrin", "awa.sarr"),
    ),
    SpaceLine(
        "amicale",
        "Amicale du personnel",
        "open",
        "sapin",
        "denis.fournier",
        "Sorties, arbre de Noël, prêts de matériel.",
        ("odile.marchand",),
        ("claire.vasseur", "yanis.belkacem", "lucie.fabre", "hortense.pillot", "rachid.benali"),
    ),
    SpaceLine(
        "direction",
        "Direction",
        "secret",
        "prune",
        "solene.legoff",
        "Le comité de direction.",
        (),
        ("claire.vasseur", "ines.roux", "mathilde.aubry", "sophie.lantier"),
    ),
)

ASKS = {"leave": {"keepers": "rh"}}
"""What apps ask of the house, answered by keys of units."""
