"""The letters that have not left."""

from typing import LiteralString

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.platform.db.roles import Connection
from etabli.site.checkup.finding import Finding, watch, well

# A letter on its first way is not late: five minutes are.
LATE: LiteralString = """
    SELECT count(*), coalesce(max(complaint), '') FROM mail_letter
    WHERE posted_at IS NULL
      AND (attempts > 0 OR server_away OR due_at < now() - interval '5 minutes')
"""


def letters_finding(line: Connection) -> Finding:
    """How many wait for the mail server, and what it said; ``line`` is etabli_sys's."""
    row = line.execute(LATE).fetchone()
    number, why = (int(str(row[0])), str(row[1])) if row else (0, "")
    if not number:
        return well("letters", _("No letter waits."))
    words = ngettext("%(n)s letter is late.", "%(n)s letters are late.", number) % {"n": number}
    said = _("The mail server said: %(why)s") % {"why": why} if why else ""
    return watch("letters", f"{words} {said}".strip())
