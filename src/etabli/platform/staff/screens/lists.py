"""Bringing people in from a file: send it, say what its columns are, rehearse, bring in."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from etabli.lib.sentences import SaidError
from etabli.platform.access.policy import policy
from etabli.platform.files.naming import clean_name
from etabli.platform.files.receiving import received
from etabli.platform.people.asking import person_of
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.staff.bringing import Wish, bring
from etabli.platform.staff.columns import COLUMNS, guessed, settled
from etabli.platform.staff.models import PeopleList
from etabli.platform.staff.table import BYTES, Table, read_table
from etabli.ui.render import page, toasted

AT_ONCE = 3000
"""People of a list that a page brings in while one waits; for more there is the command."""
SAMPLES = 3


@policy("admin")
def lists(request: HttpRequest) -> HttpResponse:
    """Choose a file."""
    if request.method != "POST":
        return _choosing(request, "")
    try:
        files = received(request, "list")
        if not files:
            return _choosing(request, _("Choose a file first."))
        content = files[0].read(BYTES + 1)
        table = _bounded(read_table(content))
    except SaidError as refusal:
        return _choosing(request, _(refusal.template) % refusal.values)
    made = PeopleList.objects.create(
        by=person_of(request),
        name=clean_name(files[0].name or ""),
        content=content,
        columns=guessed(table.header),
    )
    return redirect("staff:list", uid=made.uid)


@policy("admin")
def one_list(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say what the columns are and rehearse; then bring the people in."""
    found = PeopleList.objects.filter(uid=uid, by=person_of(request)).first()
    if found is None:
        raise Http404
    table = read_table(bytes(found.content))
    if request.method != "POST" or found.applied_at:
        return _said(request, found, table, "")
    found.columns = settled(request.POST.getlist("column"), len(table.header))
    rehearse = request.POST.get("act") != "bring"
    wish = Wish(found.columns, bool(request.POST.get("dismiss")), rehearse)
    try:
        report = bring(table, wish, by=person_of(request))
    except PersonRefusal as refusal:
        return _said(request, found, table, refusal.sentence)
    found.report = report.kept()
    found.applied_at = None if rehearse else timezone.now()
    found.save()
    if rehearse:
        return redirect("staff:list", uid=found.uid)
    new = report.counts["new"]
    said = ngettext("%(n)s person is in the house.", "%(n)s people are in the house.", new)
    return toasted(redirect("staff:list", uid=found.uid), request, said % {"n": new})


def _bounded(table: Table) -> Table:
    if len(table.rows) > AT_ONCE:
        raise SaidError(
            gettext_noop(
                "At most %(most)s people here. For more: bin/etabli person import FILE.csv"
            ),
            most=AT_ONCE,
        )
    return table


def _choosing(request: HttpRequest, error: str) -> HttpResponse:
    context = {"error": error, "most": BYTES, "known": COLUMNS}
    return page(request, "staff/lists.html", context, status=422 if error else 200)


def _said(request: HttpRequest, found: PeopleList, table: Table, error: str) -> HttpResponse:
    context: dict[str, Any] = {
        "list": found,
        "report": found.report,
        "people": len(table.rows),
        "columns": [
            {
                "place": place,
                "title": title,
                "is": found.columns[place],
                "samples": [row[place] for _n, row in table.rows[:SAMPLES] if place < len(row)],
            }
            for place, title in enumerate(table.header)
        ],
        "known": [(one.name, str(one.label)) for one in COLUMNS],
        "error": error,
        "encoding": table.encoding.replace("-sig", "").upper(),
        "separator": {"\t": _("tabs")}.get(table.separator, table.separator),
    }
    return page(request, "staff/list.html", context, status=422 if error else 200)
