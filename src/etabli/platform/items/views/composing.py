"""What a composer sends, read; and what it shows again when that cannot be taken."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from etabli.lib.richtext import Doc, mentions
from etabli.lib.sentences import SaidError
from etabli.platform.files.models import StoredFile
from etabli.platform.files.receiving import receive, received
from etabli.platform.items.bodies import read_body
from etabli.platform.items.calling import MANY, groups_in
from etabli.platform.items.composing import FILES_AT_MOST, Composer
from etabli.platform.items.mentioning import called
from etabli.platform.items.models import Item
from etabli.platform.items.referring import attachable
from etabli.platform.items.rights import discussion_audience
from etabli.platform.people.asking import person_of


class Unsent(Exception):
    """What was composed cannot be sent as it is; the composer says why and keeps it."""

    def __init__(self, composer: Composer) -> None:
        super().__init__(composer.error)
        self.composer = composer


def compose(request: HttpRequest, composer: Composer) -> tuple[Doc, list[StoredFile]]:
    """The document and the new files of a submitted composer.

    Raises Unsent when they cannot be read, or would not be seen by somebody they mention.
    """
    sent = request.POST.get("body", "")
    composer.take_up(sent, person_of(request))
    try:
        composer.kept = _files(request)
        doc = read_body(sent)
    except SaidError as refusal:
        raise unsent(composer, refusal) from refusal
    if request.POST.get("unheard") != "yes":
        composer.unheard = _unheard(doc, composer.item)
    _look_at_groups(request, composer, doc)
    if composer.unheard or composer.uncalled or composer.crowd:
        raise Unsent(composer)
    return doc, list(composer.kept)


def _look_at_groups(request: HttpRequest, composer: Composer, doc: Doc) -> None:
    """Groups that are not the person's to call, and crowds, are confirmed first."""
    groups = groups_in(doc, discussion_audience(composer.item), by=person_of(request))
    if request.POST.get("unheard") != "yes":
        composer.uncalled = [group.name for group in groups if not group.may]
    told = sum(group.people for group in groups if group.may)
    if told > MANY and request.POST.get("crowd") != str(told):
        composer.crowd = told


def unsent(composer: Composer, refusal: SaidError) -> Unsent:
    """The composer again, with the sentence of a refusal."""
    composer.error = _(refusal.template) % refusal.values
    return Unsent(composer)


def status_of(composer: Composer) -> int:
    """The status of an answer that shows a composer again. Files that did arrive stay with
    the house only when the answer is not an error, and nothing sent is lost.
    """
    return 200 if composer.kept else 422


def _files(request: HttpRequest) -> list[StoredFile]:
    person = person_of(request)
    kept = attachable(request.POST.getlist("file-kept"), by=person)
    uploads = received(request)
    if len(kept) + len(uploads) > FILES_AT_MOST:
        raise SaidError(gettext_noop("%(most)s files at most in one message."), most=FILES_AT_MOST)
    return [*kept, *(receive(upload, by=person) for upload in uploads)]


def _unheard(doc: Doc, item: Item) -> list[str]:
    named = [mention for mention in mentions(doc) if mention.kind == "person"]
    heard = {mention.uid for mention in mentions(called(doc, discussion_audience(item))[0])}
    return [mention.label for mention in named if mention.uid not in heard]
