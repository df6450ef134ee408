"""The language of pages before sign-in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from etabli.platform.access.policy import policy


@policy("anyone")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen in a cookie, and go back to the page."""
    answer: HttpResponse = set_language(request)
    return answer
