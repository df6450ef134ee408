"""What one installation keeps for itself in ``etabli.toml``: secrets and a few choices.

The file is made once, readable by its owner alone, and may be edited by hand.
"""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomli_w

from etabli.platform.db.embedded import make_home
from etabli.platform.db.roles import LOGINS
from etabli.site.mail_address import BadMailAddress, mail_of

FILE = "etabli.toml"
DATA = Path("var")

HEADER = """\
# Établi: the secrets and choices of this installation. Keep this file to yourself.
# [site] url: the address people type, once there is a proxy: "https://etabli.example.org"
# [site] hosts: further names this server answers to
# [mail] host, port, login, password, from: your mail server; without it mail stays in files.
#   EMAIL_URL in the environment says the same in one line.
"""


@dataclass(frozen=True)
class Configuration:
    """The content of etabli.toml. ``passwords`` by login of the database."""

    data: Path
    secret_key: str
    passwords: Mapping[str, str]
    database_url: str = ""
    url: str = ""
    hosts: list[str] = field(default_factory=list)
    time_zone: str = "Europe/Paris"
    language: str = "fr"
    mail: Mapping[str, Any] = field(default_factory=dict)
    kit_folders: list[str] = field(default_factory=list)


class DamagedConfiguration(Exception):
    """etabli.toml cannot be read; the message says where."""


def data_folder() -> Path:
    """The data folder of this process: ETABLI_DATA, else ``var`` in the checkout."""
    named = os.environ.get("ETABLI_DATA")
    if named:
        return Path(named).resolve()
    return Path(__file__).resolve().parents[3] / DATA


def configuration_of(data: Path, *, make: bool = False) -> Configuration:
    """Read a data folder's etabli.toml; ``make`` it first when there is none.

    Without a file and without ``make`` the secrets are good for this process alone: enough for
    tools that import the settings and serve nothing. Raises DamagedConfiguration.
    """
    path = data / FILE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        content = _fresh()
        if make:
            make_home(data)
            write_private(path, HEADER + "\n" + tomli_w.dumps(content))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DamagedConfiguration(f"{path}: {error}") from error
    return _configuration(data, content)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    half = path.with_name(f"{path.name}.half")
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    half.rename(path)


def _fresh() -> dict[str, Any]:
    logins = ("postgres", *LOGINS)
    return {
        "secret_key": secrets.token_urlsafe(50),
        "site": {"url": "", "hosts": [], "time_zone": "Europe/Paris", "language": "fr"},
        "database": {"passwords": {login: secrets.token_urlsafe(24) for login in logins}},
    }


def _configuration(data: Path, content: dict[str, Any]) -> Configuration:
    site = content.get("site", {})
    database = content.get("database", {})
    try:
        return Configuration(
            data=data,
            secret_key=str(content["secret_key"]),
            passwords={login: str(database["passwords"][login]) for login in ("postgres", *LOGINS)},
            database_url=os.environ.get("DATABASE_URL") or str(database.get("url", "")),
            url=str(site.get("url", "")).rstrip("/"),
            hosts=[str(host) for host in site.get("hosts", [])],
            time_zone=str(site.get("time_zone", "Europe/Paris")),
            language=str(site.get("language", "fr")),
            mail=_mail(content),
            kit_folders=[str(folder) for folder in content.get("kit", {}).get("folders", [])],
        )
    except BadMailAddress as error:
        raise DamagedConfiguration(str(error)) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise DamagedConfiguration(f"{data / FILE}: {error}") from error


def _mail(content: dict[str, Any]) -> Mapping[str, Any]:
    url = os.environ.get("EMAIL_URL", "")
    kept: dict[str, Any] = content.get("mail", {})
    sender = {"from": kept["from"]} if "from" in kept else {}
    return {**sender, **mail_of(url)} if url else kept
