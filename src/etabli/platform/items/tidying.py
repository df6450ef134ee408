"""What items leave behind, removed in time. Run as etabli_sys."""

from datetime import timedelta

from django.utils import timezone

from etabli.platform.events.regularly import regularly
from etabli.platform.files import tidying
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Attachment, Draft, ItemRef, Revision

WORDS_KEPT_FOR = timedelta(days=30)


@regularly(seconds=3600)
def remove_orphan_files() -> int:
    """Remove files attached to nothing for a day, but those a draft names; how many."""
    return tidying.remove_orphans(_in_a_draft)


@regularly(seconds=6 * 3600)
def forget_deleted_words() -> int:
    """Remove for good the words and files of comments deleted thirty days ago; how many."""
    before = timezone.now() - WORDS_KEPT_FOR
    gone = Revision.objects.filter(comment__deleted_at__lt=before)
    comments = set(gone.values_list("comment_id", flat=True))
    gone.delete()
    ItemRef.objects.filter(comment__in=comments).delete()
    Attachment.objects.filter(comment__in=comments).delete()
    return len(comments)


def _in_a_draft(file: StoredFile) -> bool:
    mine = Draft.objects.filter(person_id=file.author_id)
    return mine.filter(content__icontains=str(file.uid)).exists()
