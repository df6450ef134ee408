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
    """A line of ``people.csv``; ``key`` is what others name her by, and how she enters."""

    key: str
    name: str
    job: str
    unit: str
    manager: str
    hue: str
    here: str
    phone: str
    site: str
    bio: str
    skills: str
    languages: str
    organisation: str
    role: str
    enters: str
    ready: str

    @property
    def address(self) -> str:
        """Her address; '' for who has none, as many in the field."""
        if self.enters == "login":
            return ""
        outside = self.organisation.lower().replace(" ", "-")
        return f"{self.key}@{outside}.example" if outside else f"{self.key}@{DOMAIN}"

    @property
    def login(self) -> str:
        """What a colleague may also sign in with; guests have their address alone."""
        return "" if self.organisation else self.key


class SpaceLine(NamedTuple):
    """``members``: keys of people; ``animators`` and ``guests`` too. ``everyone`` adds all
    members of the house, ``units`` whoever is in them. ``apps``: those it has besides ``APPS``.
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
    units: tuple[str, ...] = ()
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
    UnitLine("ecoles", "Écoles et restauration", "mairie"),
    UnitLine("finances", "Finances et achats", "mairie"),
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
        apps=("announcements", "ideas", "wiki"),
    ),
    SpaceLine(
        "technique",
        "Services techniques",
        "open",
        "bleu",
        "claire.vasseur",
        "Voirie, réseaux, espaces verts, bâtiments : les chantiers et le quotidien.",
        ("karim.haddad", "thomas.weiss"),
        ("awa.sarr",),
        units=("technique", "voirie", "verts", "batiments"),
        apps=("documents", "wiki"),
    ),
    SpaceLine(
        "halle",
        "Halle du marché",
        "closed",
        "cuivre",
        "claire.vasseur",
        "La rénovation de la halle, avec l’architecte.",
        ("karim.haddad",),
        ("odile.marchand", "bastien.nguyen", "olivier.blanc", "alain.coste"),
        ("paul.mercadier", "etienne.roche", "jeanne.vial"),
        apps=("documents",),
    ),
    SpaceLine(
        "accueil",
        "Accueil et état civil",
        "closed",
        "garance",
        "ines.roux",
        "Les guichets, les plannings, les cas difficiles.",
        (),
        ("awa.sarr",),
        units=("accueil",),
        apps=("documents", "wiki"),
    ),
    SpaceLine(
        "ecoles",
        "Écoles et restauration",
        "closed",
        "ocre",
        "brigitte.allard",
        "Les cantines, le périscolaire, les écoles : menus, absences, sorties.",
        ("stephane.meunier",),
        ("noemie.garcia",),
        units=("ecoles",),
    ),
    SpaceLine(
        "amicale",
        "Amicale du personnel",
        "open",
        "sapin",
        "denis.fournier",
        "Sorties, arbre de Noël, prêts de matériel.",
        ("odile.marchand",),
        (
            "claire.vasseur",
            "yanis.belkacem",
            "lucie.fabre",
            "hortense.pillot",
            "rachid.benali",
            "christine.pasquier",
            "djamila.saidi",
            "antoine.rivet",
            "bruno.carpentier",
        ),
    ),
    SpaceLine(
        "direction",
        "Direction",
        "secret",
        "prune",
        "solene.legoff",
        "Le comité de direction.",
        (),
        (
            "claire.vasseur",
            "ines.roux",
            "mathilde.aubry",
            "sophie.lantier",
            "brigitte.allard",
            "pierre.duval",
        ),
    ),
)

ASKS = {"leave": {"keepers": "rh"}}
"""What apps ask of the house, answered by keys of units."""
