"""Recovery codes, shown. allauth notes that they were seen; here, reading writes nothing."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.models import Authenticator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from etabli.platform.access.policy import policy
from etabli.ui.render import page


@policy("signed_in")
@require_safe
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes that are left, to those who have just said who they are."""
    return page(request, "mfa/recovery_codes/index.html", {"unused_codes": _codes(request)})


@policy("signed_in")
@require_safe
def recovery_file(request: HttpRequest) -> HttpResponse:
    """The same, as a file to keep."""
    given = {"unused_codes": _codes(request)}
    text = render_to_string("mfa/recovery_codes/download.txt", given, request, using="jinja2")
    name = 'attachment; filename="etabli-codes.txt"'
    return HttpResponse(
        text, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": name}
    )


def _codes(request: HttpRequest) -> list[str]:
    raise_if_reauthentication_required(request, app="allauth.mfa")
    kept = Authenticator.objects.filter(
        user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    if kept is None:
        raise Http404
    codes: list[str] = kept.wrap().get_unused_codes()
    return codes
