"""The page an invitation's link opens."""

from typing import Any

from allauth.account.utils import perform_login
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from etabli.lib.text import clean_line
from etabli.platform.access.policy import policy
from etabli.platform.people.asking import asker_of
from etabli.platform.people.models import Account
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.signin.forms import LENGTH
from etabli.platform.signin.joining import Shown, accept, named, shown
from etabli.ui.render import page


class ComingIn(forms.Form):
    """Who comes in: her name as others will read it, and a password."""

    name = forms.CharField(
        label=gettext_lazy("First name and last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=LENGTH,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_name(self) -> str:
        name = clean_line(self.cleaned_data["name"], 150)
        if not any(letter.isalpha() for letter in name):
            raise forms.ValidationError(_("Write your name as colleagues will read it."))
        return name

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, Account(email=self.email))
        return password


@policy("anyone")
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """What is offered, and to whom; a POST accepts it."""
    found = shown(secret)
    if found is None:
        raise Http404
    if asker_of(request) is not None:
        return _said(request, found, stranger=True)
    with translation.override(found.language):
        form = ComingIn(request.POST or None, email=found.email, initial={"name": named(secret)})
        if request.method == "POST" and found.state == "open" and form.is_valid():
            return _come_in(request, secret, form)
        return _said(request, found, form=form)


def _come_in(request: HttpRequest, secret: str, form: ComingIn) -> HttpResponse:
    given = form.cleaned_data
    language = (translation.get_language() or "fr")[:2]
    try:
        account = accept(secret, language=language, **given)
    except PersonRefusal as refusal:
        form.add_error(None, refusal.sentence)
        account = None
    if account is None:
        return _said(request, shown(secret), form=form, status=422)
    answer: HttpResponse = perform_login(request, account, redirect_url="/")
    return answer


def _said(
    request: HttpRequest, found: Shown | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    form = more.get("form")
    if form is not None and form.errors:
        status = 422
    context = {"shown": found, "stranger": False, "form": None, **more}
    return page(request, "signin/invitation.html", context, status=status)
