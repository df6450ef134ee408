"""What protects one's account: password, passkeys, codes, and where one is signed in."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from etabli.platform.access.policy import policy
from etabli.platform.people.models import Account
from etabli.platform.signin.sessions import end_sessions, seats_of
from etabli.ui.render import page, toasted


@policy("signed_in")
def security(request: HttpRequest) -> HttpResponse:
    """The page of one's own account."""
    account = _account(request)
    kept = Authenticator.objects.filter(user_id=account.pk).order_by("created_at")
    passkeys = [one for one in kept if one.type == Authenticator.Type.WEBAUTHN]
    types = {one.type for one in kept}
    codes = next((one for one in kept if one.type == Authenticator.Type.RECOVERY_CODES), None)
    context: dict[str, Any] = {
        "account": account,
        "has_password": account.has_usable_password(),
        "passkeys": [{"kept": one, "name": one.wrap().name} for one in passkeys],
        "has_app": Authenticator.Type.TOTP in types,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "seats": seats_of(account.pk, request.session.session_key or ""),
    }
    return page(request, "signin/security.html", context)


@policy("signed_in")
@require_POST
def sessions(request: HttpRequest) -> HttpResponse:
    """End one of one's sessions, or all the others."""
    account = _account(request)
    given = request.POST.get("seat", "")
    seat_id = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else None
    if given and seat_id is None:
        return redirect("signin:security")
    ended = end_sessions(account.pk, seat_id=seat_id, keep=request.session.session_key or "")
    said = ngettext("%(n)s device is signed out.", "%(n)s devices are signed out.", ended)
    if not ended:
        said = _("This device was already signed out.")
    return toasted(redirect("signin:security"), request, said % {"n": ended})


def _account(request: HttpRequest) -> Account:
    account = request.user
    assert isinstance(account, Account)  # the policy lets nobody else in
    return account
