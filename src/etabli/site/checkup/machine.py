"""The machine and the data folder."""

import os
import platform
import shutil
from collections.abc import Iterator

import django
from django.utils.translation import gettext as _

from etabli.site.checkup.finding import Finding, watch, well, wrong
from etabli.site.configuration import FILE, Configuration
from etabli.site.serving import served_at

SHORT, VERY_SHORT = 5_000_000_000, 500_000_000  # bytes


def machine_findings(configuration: Configuration) -> Iterator[Finding]:
    """Programs, folder, disk, who serves, mail."""
    yield well("versions", f"Python {platform.python_version()}, Django {django.get_version()}")
    yield _secrets(configuration)
    yield _disk(configuration)
    yield _serving(configuration)
    yield _account()
    yield _mail(configuration)


def _secrets(configuration: Configuration) -> Finding:
    path = configuration.data / FILE
    if path.stat().st_mode & 0o077:
        words = _("%(file)s can be read by others: chmod 600 %(file)s")
        return wrong("secrets", words % {"file": path})
    return well("secrets", _("Data folder: %(folder)s") % {"folder": configuration.data})


def _disk(configuration: Configuration) -> Finding:
    free = shutil.disk_usage(configuration.data).free
    words = {"free": f"{free / 1e9:.1f}"}
    if free < VERY_SHORT:
        return wrong("disk", _("The disk is full: %(free)s GB left.") % words)
    if free < SHORT:
        return watch("disk", _("The disk fills up: %(free)s GB left.") % words)
    return well("disk", _("Disk: %(free)s GB free") % words)


def _serving(configuration: Configuration) -> Finding:
    if address := served_at(configuration.data):
        return well("serving", _("Served at %(address)s") % {"address": address})
    return watch("serving", _("Not served: bin/start opens it."))


def _account() -> Finding:
    if os.geteuid() == 0:
        return watch(
            "account", _("Everything but PostgreSQL runs as root: an account of its own is safer.")
        )
    return well("account", _("Runs without root’s rights."))


def _mail(configuration: Configuration) -> Finding:
    if configuration.mail.get("host"):
        return well("mail", _("Mail leaves by %(host)s") % {"host": configuration.mail["host"]})
    words = _("Mail is kept in %(folder)s and not sent: see [mail] in etabli.toml.")
    return watch("mail", words % {"folder": configuration.data / "mail"})
