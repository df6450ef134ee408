"""The door to files: those of one's audiences, and one's own that are attached to nothing."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from etabli.platform.access.doors import mine_of, within
from etabli.platform.files.models import StoredFile
from etabli.platform.people.models import Person


def files_for(person: Person) -> QuerySet[StoredFile]:
    """Every file a person may open."""
    hers = Q(audience__isnull=True, author_id=person.pk)
    return StoredFile.objects.filter(within("audience_id", mine_of(person)) | hers)


def fetch_file(uid: UUID, *, by: Person) -> StoredFile:
    """One file a person may open. Raises Http404 when it is not there, or not for her."""
    found = files_for(by).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def own_unattached(uids: Iterable[UUID | str], *, by: Person) -> list[StoredFile]:
    """Of these files, those that a person sent herself and that belong to nothing yet."""
    wanted = list(uids)
    if not wanted:
        return []
    return list(StoredFile.objects.filter(uid__in=wanted, author_id=by.pk, audience=None))
