"""A list as a file for spreadsheets."""

import csv
import io
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _

from etabli.platform.access.policy import policy
from etabli.platform.engine.listing.asking import read_asked
from etabli.platform.engine.listing.rows import rows_asked
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.looking import preload
from etabli.platform.engine.screens.place import Place
from etabli.platform.items.models import Item
from etabli.ui.render import toasted

MOST = 20_000
BATCH = 500


@policy("signed_in")
def sheet(request: HttpRequest, space: UUID, app: str) -> HttpResponse:
    """The items of the list as asked, one line each, every open field in a column.

    UTF-8 with a byte order mark and semicolons: what spreadsheets in French open as it is.
    Cells that a spreadsheet would execute are quoted by the fields themselves.
    """
    place = Place.of(request, space, app)
    asked = read_asked(place.app, place.app.default_view, request.GET, place.context)
    if asked.held:
        said = _("This list is being made ready: export it in a few minutes.")
        return toasted(redirect(place.url), request, said)
    rows = rows_asked(place.app, place.space, place.person, asked, place.context)[:MOST]
    return answered(place, rows)


def answered(place: Place, rows: Iterable[Item]) -> HttpResponse:
    """Items as a file for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    uids = [uid for uid, one in place.app.listed.items() if one.read is None and not one.retired]
    writer.writerow([place.app.field(uid).name.say(place.context.lang) for uid in uids])
    items = list(rows)
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        preload(place.context, place.app, batch)
        writer.writerows(_line(place, item, uids) for item in batch)
    name = f"{slugify(place.space.name)}-{place.app.app}.csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse("\ufeff" + text.getvalue(), "text/csv; charset=utf-8", headers=headers)


def _line(place: Place, item: Any, uids: list[str]) -> list[Any]:
    return [
        place.app.field(uid).export_cell(value_of(place.app, item, uid), place.context)
        for uid in uids
    ]
