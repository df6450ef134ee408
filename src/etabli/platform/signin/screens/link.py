"""One-time links."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from etabli.platform.access.policy import policy
from etabli.platform.people.asking import asker_of
from etabli.platform.signin.links import is_alive, use_link
from etabli.ui.render import page

RATES = {"login_link": "20/m/ip"}


@policy("anyone")
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Opening a link uses nothing up: filters of mail open them too. A POST signs in.

    A second proof is still asked of an account that has one.
    """
    if asker_of(request) is not None:
        return redirect("/")
    if request.method != "POST":
        return page(request, "signin/link.html", {"alive": is_alive(secret)})
    refused: HttpResponse | None = ratelimit.consume_or_429(
        request, app="etabli.signin", action="login_link", config=RATES
    )
    if refused:
        return refused
    account = use_link(secret)
    if account is None:
        return page(request, "signin/link.html", {"alive": False})
    record_authentication(request, account, method="link")
    answer: HttpResponse = perform_login(request, account, redirect_url="/")
    return answer
