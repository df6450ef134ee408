"""What one may do about a comment, besides answering it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from etabli.platform.access.policy import policy
from etabli.platform.items.accepting import accept, unaccept
from etabli.platform.items.commenting import delete_comment, restore_comment
from etabli.platform.items.discussing import place_of
from etabli.platform.items.prefill import joinable_for, makers_for
from etabli.platform.items.rewording import former_texts
from etabli.platform.items.rights import demand
from etabli.platform.items.views.thread import Opened, comment_of, done, shown
from etabli.platform.people.asking import person_of
from etabli.ui.render import toasted


@policy("signed_in")
@require_safe
def message(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A comment: where it stands, or its thread alone when a page asks for that part."""
    comment = comment_of(request, uid)
    if request.headers.get("HX-Request") == "true":
        return shown(request, comment)
    return redirect(place_of(comment, person_of(request)))


@policy("signed_in")
@require_safe
def acts(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What else one may do about a comment."""
    comment = comment_of(request, uid)
    reader = person_of(request)
    makers = makers_for(comment, reader)
    joinable = joinable_for(comment, reader)
    return shown(request, comment, Opened("acts", uid, more=makers, joinable=joinable))


@policy("signed_in")
@require_safe
def versions(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a comment said before."""
    comment = comment_of(request, uid)
    former = former_texts(comment, person_of(request))
    return shown(request, comment, Opened("versions", uid, more=former))


@policy("signed_in")
@require_POST
def deletion(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Taking a comment back."""
    comment = comment_of(request, uid)
    delete_comment(comment, by=person_of(request))
    undo = f"/commentaires/{uid}/restauration/"
    return toasted(done(request, comment), request, _("Message deleted."), undo_url=undo)


@policy("signed_in")
@require_POST
def restoration(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Putting it back."""
    comment = comment_of(request, uid)
    restore_comment(comment, by=person_of(request))
    return done(request, comment)


@policy("signed_in")
@require_POST
def acceptance(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Retaining a comment as the answer; with ``off``, no longer."""
    comment, person = comment_of(request, uid), person_of(request)
    if request.POST.get("off"):
        demand("accept", comment.item, person)
        unaccept(comment.item, by=person)
    else:
        accept(comment, by=person)
    return redirect(f"/fiches/{comment.item.uid}/#c-{uid}")
