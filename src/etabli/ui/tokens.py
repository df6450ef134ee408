"""The token of forms against forgery, masked once a page.

Django masks it anew each time a template writes it. One mask a page hides it as well: what BREACH
needs is the same secret in several answers.
"""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject


def tokens(request: HttpRequest) -> dict[str, Any]:
    """Context processor: nothing is made until a template writes it."""
    return {
        "csrf_input": SimpleLazyObject(partial(csrf_input, request)),
        "csrf_token": SimpleLazyObject(partial(get_token, request)),
    }
