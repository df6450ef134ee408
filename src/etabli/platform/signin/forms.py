"""allauth's forms with our labels, and without placeholders for labels."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateMFAForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ADDRESS = _("E-mail address")
CODE = _("Code")
NEW = _("New password")
LENGTH = _("Ten characters at least. A sentence is easier to keep in mind than signs.")
PASSWORD = _("Password")


class Labelled(forms.Form):
    """Labels and hints by field; ``off`` are fields that our pages do without."""

    labels: dict[str, Any] = {}
    hints: dict[str, Any] = {}
    off: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.off:
            self.fields.pop(name, None)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Labelled, LoginForm):  # type: ignore[misc]
    labels = {
        "login": _("Login or e-mail address"),
        "password": PASSWORD,
        "remember": _("Stay signed in for 30 days on this device"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = {"autocomplete": "username webauthn", "autocapitalize": "none"}
        self.fields["login"].widget.attrs.update(about | {"spellcheck": "false"})

    def clean(self) -> Any:
        """A refusal stands beside the password, not above the form."""
        try:
            return super().clean()
        except ValidationError as refusal:
            self.add_error("password", refusal)
            return self.cleaned_data


class AskCodeForm(Labelled, RequestLoginCodeForm):  # type: ignore[misc]
    labels = {"email": ADDRESS}


class CodeForm(Labelled, ConfirmLoginCodeForm):  # type: ignore[misc]
    labels = {"code": CODE}


class ResetCodeForm(Labelled, ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    labels = {"code": CODE}


class AddressCodeForm(Labelled, ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    labels = {"code": CODE}


class AskResetForm(Labelled, ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": ADDRESS}


class NewPasswordForm(Labelled, ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": NEW, "password2": _("The same again")}
    hints = {"password1": LENGTH}


class ChangeForm(Labelled, ChangePasswordForm):  # type: ignore[misc]
    labels = {
        "oldpassword": _("Current password"),
        "password1": NEW,
        "password2": _("The same again"),
    }
    hints = {"password1": LENGTH}


class ChooseForm(Labelled, SetPasswordForm):  # type: ignore[misc]
    labels = {"password1": PASSWORD, "password2": _("The same again")}
    hints = {"password1": LENGTH}


class ConfirmForm(Labelled, ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": PASSWORD}


class AddressForm(Labelled, AddEmailForm):  # type: ignore[misc]
    labels = {"email": _("New address")}


class OnceOnly(forms.Form):
    """A code of an application is taken once, for as long as clocks that drift let it live."""

    def clean_code(self) -> str:
        """allauth remembers a used code for half a minute; with tolerance it lives for more."""
        code: str = super().clean_code()  # type: ignore[misc]
        proof: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if proof.type == Authenticator.Type.TOTP:
            lives = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
            used = f"code:{proof.user_id}:{normalize_user_code(code)}"
            if not cache.add(used, True, timeout=lives):
                raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(Labelled, OnceOnly, AuthenticateForm):  # type: ignore[misc]
    labels = {"code": CODE}
    hints = {"code": _("The six figures of your application, or one of your recovery codes.")}


class ConfirmCodeForm(Labelled, OnceOnly, ReauthenticateMFAForm):  # type: ignore[misc]
    labels = {"code": CODE}
    hints = SecondStepForm.hints


class ActivateForm(Labelled, ActivateTOTPForm):  # type: ignore[misc]
    labels = {"code": _("Code shown by the application")}


class AddPasskeyForm(Labelled, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey always signs in by itself: it asks for a finger, a face or a PIN."""

    labels = {"name": _("Name")}
    hints = {"name": _("To recognise it later: “Work phone”, for example.")}
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True, required=False)


class RenamePasskeyForm(Labelled, EditWebAuthnForm):  # type: ignore[misc]
    labels = {"name": _("Name")}
