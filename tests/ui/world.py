"""A small town hall to draw screens with."""

from pathlib import Path

from etabli.ui.shell import Face, Link, Section, Shell

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "src" / "etabli" / "ui"
TEMPLATES = Path(__file__).parent / "screens"

CLAIRE = Face("Claire Vasseur", "CV", "bleu", "/personnes/claire/")
KARIM = Face("Karim Haddad", "KH", "mousse", "/personnes/karim/")
PAUL = Face("Paul Mercadier", "PM", "iris", "/personnes/paul/", is_guest=True)
THOMAS = Face("Thomas Weiss", "TW", "sapin", "/personnes/thomas/")

SPACES = (
    Link("Services techniques", "/espaces/st/", initials="ST", hue="bleu"),
    Link("Halle du marché", "/espaces/hm/", initials="HM", hue="cuivre"),
    Link("Tous les agents", "/espaces/ta/", initials="TA", hue="ardoise"),
    Link("Tous les espaces", "/espaces/", icon="compass"),
)
TOOLS = (
    Link("Signalements", "/espaces/st/incidents/", icon="warning-diamond", hue="brique"),
    Link("Congés", "/espaces/ta/leave/", icon="calendar-check", hue="sapin"),
)

SHELL = Shell(
    house="Ville de Montreval",
    colour="#24509c",
    person=CLAIRE,
    sections=(
        Section(
            (
                Link("Mon établi", "/", icon="toolbox", count=5, current=True),
                Link("Agenda", "/agenda/", icon="calendar-blank"),
                Link("Annuaire", "/personnes/", icon="address-book"),
            )
        ),
        Section(SPACES, title="Vos espaces", more=True),
        Section(TOOLS, title="Outils épinglés", more=True),
        Section((Link("Le kit", "/kit/", icon="squares-four"),), foot=True),
    ),
    dock=(
        Link("Établi", "/", icon="toolbox", count=5, current=True),
        Link("Espaces", "/espaces/", icon="squares-four"),
        Link("Messages", "/messages/", icon="chats", count=2),
    ),
    more=(
        Link("Annuaire", "/personnes/", icon="address-book"),
        *TOOLS,
        Link("Votre profil", "/personnes/claire/", icon="user"),
        Link("Aide", "/aide/", icon="question"),
    ),
    create=TOOLS,
    create_url="/creer/",
    messages=Link("Messages", "/messages/", icon="chats", count=2),
    notices=Link("Notifications", "/notifications/", icon="bell-simple"),
    account=(Link("Votre profil", "/personnes/claire/", icon="user"),),
    search_url="/recherche/",
    suggest_url="/recherche/suggestions/",
    sign_out_url="/compte/deconnexion/",
    theme_url="/compte/theme/",
    live_url="/live/stream",
    drafts_url="/brouillons/",
)
