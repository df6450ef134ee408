"""A line of a list, read: what it says of one person, or why it cannot be taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from etabli.lib.text import fold
from etabli.platform.people.models import Person
from etabli.platform.people.refusal import PersonRefusal

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,79}")
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%dT%H:%M:%S", "%d/%m/%y")
GUEST = {"invite", "invitee", "guest", "externe", "external", "prestataire"}
MEMBER = {"", "membre", "member", "person", "agent", "agente", "salarie", "salariee", "interne",
          "employee", "titulaire", "contractuel", "contractuelle"}  # fmt: skip
YES = {"oui", "yes", "true", "vrai", "1", "x", "o", "y", "admin", "administrateur",
       "administratrice", "administrator"}  # fmt: skip
NO = {"", "non", "no", "false", "faux", "0", "n", "membre", "member"}
DETAILS = ("phone", "mobile", "site", "skills", "languages")
_PATH = re.compile(r"\s*(?:/|>|»|\\)\s*")


@dataclass(frozen=True)
class Line:
    """What a line says. ``path`` leads to her unit, from the top; ``manager`` names somebody."""

    number: int
    name: str = ""
    key: str = ""
    email: str = ""
    login: str = ""
    kind: str = Person.Kind.PERSON
    admin: bool | None = None
    path: tuple[str, ...] = ()
    manager: str = ""
    language: str = ""
    arrived: datetime | None = None
    record: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """What other lines may call her by."""
        return [fold(one) for one in (self.email, self.login, self.key) if one]


def read_line(number: int, cells: Mapping[str, str]) -> Line:
    """Read the cells of one person, by name of column. Raises PersonRefusal with a sentence."""
    name = cells.get("name") or " ".join(filter(None, (cells.get("first"), cells.get("last"))))
    email, login, key = (cells.get(one, "") for one in ("email", "login", "key"))
    if not (email or login or key):
        raise PersonRefusal(_("Neither address, nor login, nor number: nobody would sign in."))
    return Line(
        number=number,
        name=name,
        key=key[:150],
        email=_email(email),
        login=_login(login),
        kind=_kind(cells.get("kind", "")),
        admin=_admin(cells["role"]) if "role" in cells else None,
        path=_path(cells),
        manager=cells.get("manager", ""),
        language=_language(cells.get("language", "")),
        arrived=_date(cells.get("arrived", "")),
        record={one: cells[one] for one in ("job", "organisation") if one in cells},
        details={one: cells[one] for one in DETAILS if cells.get(one)},
    )


def _email(given: str) -> str:
    email = given.strip().lower()
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise PersonRefusal(
                _("“%(email)s” is not an e-mail address.") % {"email": given}
            ) from None
    return email


def _login(given: str) -> str:
    login = given.strip().lower()
    if login and not LOGIN.fullmatch(login):
        raise PersonRefusal(
            _("“%(login)s” cannot be a login: letters without accents, figures, . - and _.")
            % {"login": given}
        )
    return login


def _kind(given: str) -> str:
    said = fold(given).strip()
    if said in GUEST:
        return str(Person.Kind.GUEST)
    if said in MEMBER:
        return str(Person.Kind.PERSON)
    raise PersonRefusal(_("“%(word)s”: write “member” or “guest”, or nothing.") % {"word": given})


def _admin(given: str) -> bool:
    said = fold(given).strip()
    if said not in YES | NO:
        raise PersonRefusal(_("“%(word)s”: write “yes” or “no”, or nothing.") % {"word": given})
    return said in YES


def _path(cells: Mapping[str, str]) -> tuple[str, ...]:
    """« Direction technique / Voirie », or a column for each level."""
    both = (cells.get("above", ""), cells.get("unit", ""))
    return tuple(step for cell in both for step in _PATH.split(cell.strip()) if step)


def _language(given: str) -> str:
    said = fold(given)[:2]
    return said if said in ("fr", "en") else "en" if said == "an" else ""


def _date(given: str) -> datetime | None:
    if not given.strip():
        return None
    for form in DATES:
        try:
            return datetime.strptime(given.strip(), form).replace(tzinfo=UTC, hour=8)
        except ValueError:
            continue
    raise PersonRefusal(
        _("“%(date)s” is not a date. Write it as 2026-09-01 or 01/09/2026.") % {"date": given}
    )
