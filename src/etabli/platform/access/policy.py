"""Who may ask for a page at all, said beside each view.

What a person then sees in it is a matter of audiences. A route without a policy fails the
suite: forgetting is not a choice.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from etabli.platform.people.asking import asker_of

Policy = Literal["anyone", "signed_in", "member", "admin"]
View = Callable[..., HttpResponseBase]


def policy(wanted: Policy) -> Callable[[View], View]:
    """Declare who may ask: ``anyone``, ``signed_in`` (guests included), ``member`` (of the
    organisation) or ``admin``. Somebody signed out is sent to sign in; the others get 404.
    """

    def guarded(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person = asker_of(request)
            if wanted != "anyone" and person is None:
                return _to_sign_in(request)
            if not _meets(wanted, person):
                raise Http404
            return view(request, *args, **kwargs)

        checked.policy = wanted  # type: ignore[attr-defined]
        return checked

    return guarded


def _meets(wanted: Policy, person: Any) -> bool:
    if wanted == "member":
        return bool(person.active and person.kind == "person")
    return wanted != "admin" or bool(person.is_admin)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    path = f"/compte/login/?next={quote(request.get_full_path())}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": path})
    return redirect(path)
