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
    skills: str = ""
    languages: str = ""


class SpaceLine(NamedTuple):
    """``members``: keys of people; ``animators`` and ``guests`` too. ``everyone`` adds all
    members of the house. ``apps``: those it has besides ``APPS``.
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
    apps: tuple[str, ...] = ()


APPS = ("publications", "questions", "tasks", "incidents", "leave", "agenda", "meetings", "polls")
"""The apps of every space; a space says in ``apps`` what it has besides."""

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
        apps=("announcements", "ideas"),
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
