"""Saying something under an item, saying it better, taking it back."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_noop

from etabli.lib.richtext import Doc, is_empty, to_text
from etabli.lib.sentences import SaidError
from etabli.platform.access.audiences import audience_of, one
from etabli.platform.events.log import Fact, emit
from etabli.platform.files.models import StoredFile
from etabli.platform.items.accepting import unaccept
from etabli.platform.items.calling import calls_of, groups_called
from etabli.platform.items.following import follow_unasked
from etabli.platform.items.mentioning import called
from etabli.platform.items.models import Comment, Item, ItemRef, LinkCard, Revision
from etabli.platform.items.referring import refer
from etabli.platform.items.rights import can, demand, discussion_audience, hold
from etabli.platform.people.models import Person


def comment(
    item: Item,
    body: Doc,
    *,
    by: Person,
    parent: Comment | None = None,
    files: Iterable[StoredFile] = (),
) -> Comment:
    """Say something under an item, or in answer to one of its comments.

    An answer to an answer joins the same thread. ``files``: the person's own, attached to
    nothing yet. Raises SaidError when there is nothing to say or the comment answered was
    deleted, Http404 when the person may not.
    """
    hold(item)
    demand("comment", item, by)
    files = list(files)
    _refuse_empty(body, files)
    audience_id = discussion_audience(item)
    body, people = called(body, audience_id)
    made = Comment.objects.create(
        item=item,
        parent=_thread(item, parent),
        author=by,
        body=body,
        text=to_text(body),
        audience_id=audience_id,
    )
    refer(made, people, files)
    Item.objects.filter(pk=item.pk).update(activity_at=made.created_at)
    follow_unasked(item, [by.pk], because="commenter")
    follow_unasked(item, people, because="mentioned")
    groups = calls_of(body, audience_id, by=by)
    _say("commented", made, by, mentioned=people, called=groups, parent=made.parent_id)
    return made


def edit_comment(
    comment: Comment,
    body: Doc,
    *,
    by: Person,
    version: int | None = None,
    files: Iterable[StoredFile] = (),
) -> None:
    """Say one's comment otherwise; what it said before stays readable in its history.

    ``version``: the one the person changed; ``files``: all that stays beside the text.
    Raises SaidError when somebody else (herself, elsewhere) changed it meanwhile.
    """
    _hold(comment)
    if not may_edit(comment, by):
        raise Http404
    files = list(files)
    _refuse_empty(body, files)
    if version is not None and version != comment.version:
        raise SaidError(
            gettext_noop("This message was changed elsewhere meanwhile. Copy your text, then"
                         " open it again.")
        )  # fmt: skip
    body, people = called(body, comment.audience_id)
    known, groups = _people_called(comment), groups_called(comment)
    before = comment.body
    if body != before:
        _save(comment, body, verb="comment_edited", by=by, edited_at=timezone.now())
    refer(comment, people, files)
    fresh = [pk for pk in people if pk not in known]
    follow_unasked(comment.item, fresh, because="mentioned")
    called_now = calls_of(body, comment.audience_id, by=by)
    fresh_groups = [one for one in called_now if one not in groups]
    _say("comment_edited", comment, by, mentioned=fresh, called=fresh_groups)


def delete_comment(comment: Comment, *, by: Person) -> None:
    """Take back a comment: its place and its trace stay, its words and files go.

    Only its author and whoever deleted it may still read them, in its history.
    """
    _hold(comment)
    if not may_delete(comment, by):
        raise Http404
    if comment.item.accepted_comment_id == comment.pk:
        unaccept(comment.item, by=by)
    _save(comment, {}, verb="comment_deleted", by=by, deleted_at=timezone.now(), deleted_by=by)
    witnesses = audience_of([one(comment.author_id), one(by.pk)])
    Revision.objects.filter(comment=comment).update(audience=witnesses)
    LinkCard.objects.filter(comment=comment).delete()
    refs = ItemRef.objects.filter(comment=comment)
    refs.exclude(kind=ItemRef.Kind.FILE).delete()
    refs.update(audience=witnesses)
    _say("comment_deleted", comment, by)


def restore_comment(comment: Comment, *, by: Person) -> None:
    """Put back a comment one has deleted. Raises Http404 when somebody else did."""
    _hold(comment)
    if not may_restore(comment, by):
        raise Http404
    last = comment.revisions.filter(verb="comment_deleted").order_by("-n").first()
    if last is None:
        raise Http404
    body = Doc(last.patch["@body"][0])
    files = list(
        StoredFile.objects.filter(
            pk__in=ItemRef.objects.filter(comment=comment, kind="file").values("target")
        )
    )
    comment.revisions.update(audience=comment.audience_id)
    ItemRef.objects.filter(comment=comment).update(audience=comment.audience_id)
    body, people = called(body, comment.audience_id)
    _save(comment, body, verb="comment_restored", by=by, deleted_at=None, deleted_by=None)
    refer(comment, people, files)
    _say("comment_restored", comment, by)


def may_edit(comment: Comment, person: Person) -> bool:
    """Whether a person may change the words of a comment: her own, while she may speak."""
    own = comment.author_id == person.pk and comment.deleted_at is None
    return own and can("comment", comment.item, person)


def may_delete(comment: Comment, person: Person) -> bool:
    """Whether a person may take a comment back: its author, or who animates the space."""
    if comment.deleted_at is not None or not can("discuss", comment.item, person):
        return False
    return comment.author_id == person.pk or can("manage", comment.item, person)


def may_restore(comment: Comment, person: Person) -> bool:
    """Whether a person may put a deleted comment back: whoever deleted it."""
    deleted = comment.deleted_at is not None and comment.deleted_by_id == person.pk
    return deleted and can("discuss", comment.item, person)


def _hold(comment: Comment) -> None:
    """Keep a comment and its item as they are until this transaction ends."""
    hold(comment.item)
    held = Comment.objects.select_for_update(of=("self",)).filter(pk=comment.pk)
    found = held.values_list("audience_id", "version", "deleted_at").first()
    if found is None:
        raise Http404
    comment.audience_id, comment.version, comment.deleted_at = found


def _refuse_empty(body: Doc, files: list[StoredFile]) -> None:
    if is_empty(body) and not files:
        raise SaidError(gettext_noop("Write something first, or attach a file."))


def _thread(item: Item, parent: Comment | None) -> Comment | None:
    if parent is None:
        return None
    if parent.item_id != item.pk:
        raise Http404
    if parent.deleted_at is not None:
        raise SaidError(
            gettext_noop("The message you answer was deleted meanwhile. Send yours on its own.")
        )
    return parent.parent if parent.parent_id else parent


def _people_called(comment: Comment) -> set[int | None]:
    refs = ItemRef.objects.filter(comment=comment, kind=ItemRef.Kind.PERSON)
    return set(refs.values_list("target", flat=True))


def _save(comment: Comment, body: Any, *, verb: str, by: Person, **columns: Any) -> None:
    """Save a comment's new words as its next version, and the former ones as a revision."""
    before = comment.body
    comment.body, comment.text = body, to_text(Doc(body)) if body else ""
    comment.version += 1
    for name, value in columns.items():
        setattr(comment, name, value)
    comment.save(update_fields=["body", "text", "version", *columns])
    Revision.objects.create(
        item_id=comment.item_id,
        comment=comment,
        n=comment.version,
        actor=by,
        verb=verb,
        patch={"@body": [before, body or None]},
        audience_id=comment.audience_id,
    )


def _say(verb: str, comment: Comment, by: Person, **payload: Any) -> None:
    emit(
        Fact(
            verb,
            actor=by,
            item=comment.item,
            comment=comment,
            audience_id=comment.audience_id,
            payload=payload,
        )
    )
