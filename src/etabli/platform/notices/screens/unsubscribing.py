"""No more mail, in one gesture, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from etabli.platform.access.policy import policy
from etabli.platform.db.identity import acting
from etabli.platform.notices.models import Kind
from etabli.platform.notices.rhythm import stop_mail
from etabli.platform.notices.unsubscribing import Wish, wish_in
from etabli.platform.people.models import Person
from etabli.ui.render import page


@csrf_exempt  # RFC 8058: the reader's mail program posts it, from elsewhere
@policy("anyone")
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A GET asks, since scanners of mail open links; a POST does it at once."""
    wish = wish_in(token)
    if wish is None:
        raise Http404
    with acting(wish.person_id, read_only=request.method != "POST"):
        person = Person.objects.filter(pk=wish.person_id).first()
        if person is None:
            raise Http404
        if request.method == "POST":
            stop_mail(wish.person_id, wish.kinds)
    with translation.override(person.language):
        context = {"kinds": _labels(wish), "done": request.method == "POST"}
        return page(request, "notices/unsubscribe.html", context)


def _labels(wish: Wish) -> list[str]:
    return [str(Kind(kind).label) for kind in wish.kinds]
