"""Coming in with a code that somebody handed over."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line
from etabli.platform.access.policy import policy
from etabli.platform.people.asking import asker_of
from etabli.platform.staff.codes import use_code
from etabli.ui.render import page

RATES = {"handed_code": "20/m/ip,10/5m/key"}


@policy("anyone")
def entering(request: HttpRequest) -> HttpResponse:
    """Login and code, from the sheet; a password is chosen next."""
    if asker_of(request) is not None:
        return redirect("/")
    login = clean_line(request.POST.get("login", ""), 80)
    context = {"login": login, "error": ""}
    if request.method != "POST":
        return page(request, "staff/entering.html", context)
    refused: HttpResponse | None = ratelimit.consume_or_429(
        request, app="etabli.staff", action="handed_code", config=RATES, key=login.lower()
    )
    if refused:
        return refused
    account = use_code(login, request.POST.get("code", "")[:60])
    if account is None:
        # Not an answer of refusal, which would undo the count of tries.
        context["error"] = _(
            "This login and this code do not go together, or the code is over. Check each sign,"
            " or ask for another sheet."
        )
        return page(request, "staff/entering.html", context)
    record_authentication(request, account, method="code")
    answer: HttpResponse = perform_login(request, account, redirect_url="/compte/password/set/")
    return answer
