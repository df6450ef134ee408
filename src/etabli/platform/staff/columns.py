"""What the columns of a list of people are, guessed from their names in French and English."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from etabli.lib.text import sort_key


@dataclass(frozen=True)
class Column:
    """Something a list may say of people, and the names that columns of it usually have."""

    name: str
    label: Promise
    names: tuple[str, ...]


def _column(name: str, label: Promise, names: str) -> Column:
    return Column(name, label, tuple(sort_key(one) for one in names.split(",")))


COLUMNS = (
    _column("key", _("Number in your own records"),
            "matricule,numéro,numéro d'agent,id,identifiant interne,external id,employee id,"
            "employee number,staff number,key,clé"),
    _column("name", _("Whole name"),
            "nom complet,nom et prénom,prénom et nom,nom prénom,name,full name,display name"),
    _column("first", _("First name"), "prénom,prénoms,first name,firstname,given name"),
    _column("last", _("Last name"),
            "nom,nom de famille,nom d'usage,last name,lastname,surname,family name"),
    _column("email", _("E-mail address"),
            "email,e-mail,e mail,courriel,mail,adresse mail,adresse e-mail,adresse électronique,"
            "email address,adresse courriel,work email"),
    _column("login", _("Login"), "login,identifiant,nom de connexion,username,user name,compte"),
    _column("job", _("Job"), "métier,fonction,poste,emploi,job,job title,title,position"),
    _column("above", _("Unit above"), "direction,pôle,division,business unit,branche"),
    _column("unit", _("Unit"),
            "unité,service,département,department,unit,équipe,team,affectation,departament"),
    _column("manager", _("Manager: address, login or number"),
            "responsable,manager,n+1,supérieur,chef,manager email,email du responsable,"
            "courriel du responsable,responsable hiérarchique,manager e-mail"),
    _column("phone", _("Phone"),
            "téléphone,tél,tel,téléphone fixe,phone,phone number,work phone,téléphone bureau"),
    _column("mobile", _("Mobile phone"),
            "portable,mobile,téléphone portable,gsm,mobile phone,cell phone,cell"),
    _column("site", _("Place"), "lieu,site,bureau,bâtiment,location,place,office,building"),
    _column("skills", _("Skills"), "compétences,savoir-faire,skills,expertise"),
    _column("languages", _("Languages spoken"), "langues,langues parlées,languages"),
    _column("language", _("Language of the pages"), "langue,locale,language,preferred language"),
    _column("arrived", _("Date of arrival"),
            "arrivée,date d'arrivée,date d'entrée,entrée,start date,hire date,date of arrival"),
    _column("kind", _("Member or guest"), "type,statut,kind,type de compte,account type"),
    _column("organisation", _("Organisation of a guest"),
            "organisation,société,entreprise,organization,company,employeur"),
    _column("role", _("Administrator: yes or no"),
            "administrateur,administratrice,admin,administrator,is admin"),
)  # fmt: skip

BY_NAME = {column.name: column for column in COLUMNS}


def guessed(header: Sequence[str]) -> list[str]:
    """What each column is, '' where nothing is recognised; each thing once."""
    found: list[str] = []
    for title in header:
        wanted = sort_key(title)
        name = next(
            (one.name for one in COLUMNS if wanted in one.names and one.name not in found), ""
        )
        found.append(name)
    return found


def settled(columns: Sequence[str], width: int) -> list[str]:
    """Columns as somebody chose them: as many as the file has, each thing once."""
    kept: list[str] = []
    for place in range(width):
        name = columns[place] if place < len(columns) else ""
        kept.append(name if name in BY_NAME and name not in kept else "")
    return kept
