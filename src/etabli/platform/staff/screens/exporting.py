"""The people of the house as a file."""

from django.http import HttpRequest, HttpResponse

from etabli.platform.access.policy import policy
from etabli.platform.people.asking import person_of
from etabli.platform.staff.exporting import lines_of


@policy("admin")
def export(request: HttpRequest) -> HttpResponse:
    """One line a person, with what the administrator may know of each."""
    reader = person_of(request)
    headers = {
        "Content-Disposition": 'attachment; filename="people.csv"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse("".join(lines_of(reader)), "text/csv; charset=utf-8", headers=headers)
