"""Files sent with a form: kept first, then named in the form like any other value."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from etabli.lib.sentences import SaidError
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import PlainForm
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.pointing import Pointing
from etabli.platform.files.receiving import receive, received
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person

KEPT = "-kept"


def receive_uploads(
    request: HttpRequest, app: App, uids: list[str]
) -> tuple[PlainForm, dict[str, str]]:
    """The form with its files kept, and sentences for those that were refused, by field.

    Without scripts a form sends bytes; with them, files are already here and it sends uids.
    """
    person = person_of(request)
    entries = {key: [*map(str, request.POST.getlist(key))] for key in request.POST}
    refused: dict[str, str] = {}
    for uid in uids:
        if _takes_files(app.field(uid)):
            kept = [*entries.get(uid, []), *entries.get(f"{uid}{KEPT}", [])]
            entries[uid] = kept + _receive(request, uid, person, refused)
    return PlainForm(entries), refused


def _takes_files(field: Field) -> bool:
    return isinstance(field, Pointing) and field.points_to == "file"


def _receive(request: HttpRequest, uid: str, person: Person, refused: dict[str, str]) -> list[str]:
    found: list[str] = []
    try:
        found.extend(str(receive(upload, by=person).uid) for upload in received(request, uid))
    except SaidError as error:
        refused[uid] = _(error.template) % error.values
    return found
