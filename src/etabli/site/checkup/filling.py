"""Columns that lists filter and sort by, being filled after a change of definition."""

from collections.abc import Iterator
from typing import LiteralString

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from etabli.platform.db.roles import Connection
from etabli.platform.engine.registry import apps
from etabli.site.checkup.finding import Finding, watch, well

BEHIND: LiteralString = """
    SELECT known.app, count(*), count(*) FILTER (WHERE i.flex_map IS DISTINCT FROM known.mark)
    FROM unnest(%s::text[], %s::int[]) AS known (app, mark) JOIN items_item i USING (app)
    GROUP BY 1 HAVING bool_or(i.flex_map IS DISTINCT FROM known.mark) ORDER BY 1
"""


def filling_findings(line: Connection) -> Iterator[Finding]:
    """What the worker still has to fill, app by app; ``line`` is connected as etabli_sys."""
    known = apps()
    marks = [app.flex_mark for app in known.values()]
    behind = line.execute(BEHIND, [list(known), marks]).fetchall()
    if not behind:
        yield well("lists", _("Every list can be filtered and sorted as its app says."))
    lang = "en" if (get_language() or "fr").startswith("en") else "fr"
    for uid, total, left in behind:
        words = ngettext(
            "%(app)s: %(left)s record of %(total)s still to be made ready for its lists. The"
            " worker does it.",
            "%(app)s: %(left)s records of %(total)s still to be made ready for its lists. The"
            " worker does it.",
            int(str(left)),
        )
        said = {"app": known[str(uid)].plural(lang), "left": left, "total": total}
        yield watch("lists", words % said)
