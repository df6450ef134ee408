"""allauth, as this house wants it: by invitation only, with our letters and our words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from etabli.platform.db.identity import acting
from etabli.platform.house.models import the_house
from etabli.platform.mail.writing import write
from etabli.platform.people.models import Account, Person
from etabli.platform.signin.accounts import account_named
from etabli.platform.signin.arriving import said_to
from etabli.platform.signin.letters import language_of, words_of
from etabli.platform.signin.sealing import sealer

WRONG = gettext_lazy("This does not match. Check what you typed, or ask for a code by mail.")
TOO_MANY = gettext_lazy("Too many attempts. Wait five minutes, or ask for a code by mail.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up of one's own; the same words whether an account exists or not."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is closed. Ask an administrator."),
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "incorrect_code": gettext_lazy("This code is not the right one. Check each sign."),
        "incorrect_password": gettext_lazy("This password is not the right one."),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "email_taken": gettext_lazy("This address is already used by an account."),
        "same_as_current": gettext_lazy("This is already your address."),
        "rate_limited": gettext_lazy("Too many requests. Wait a little, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """Addresses are verified by invitation: sign-in never waits for that."""
        stages = super().get_login_stages()
        return [stage for stage in stages if "Verification" not in stage]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth would add the address asked: each name this server answers to would then give
        # five more attempts, and it answers to every name under .localhost.
        return str(credentials.get("email", credentials.get("username", ""))).lower()

    def post_login(self, request: HttpRequest, user: Account, **given: Any) -> Any:
        """Tells her what happened to her account meanwhile."""
        answer = super().post_login(request, user, **given)
        with acting(user.person_id):
            person = Person.objects.get(pk=user.person_id)
            with translation.override(person.language):
                for sentence in said_to(user):
                    messages.info(request, sentence)
        return answer

    def send_mail(self, template_prefix: str, email: str, given: dict[str, Any]) -> None:
        account = given.get("user") or account_named(email)
        words = words_of(template_prefix, {"code": str(given.get("code", ""))})
        if words is not None:
            language = language_of(account, _request())
            write(
                words, to=email, language=language, person_id=account.person_id if account else None
            )

    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Only what our pages do not already say by themselves."""
        if kwargs.get("message"):
            super().add_message(request, *args, **kwargs)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seeds and keys are sealed: a copy of the database does not make codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This proof is not the right one. Try again."),
        "unverified_email": gettext_lazy("Confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        return sealer("mfa").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return sealer("mfa").decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return the_house().name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": the_house().name}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.person.name}

    def generate_authenticator_name(self, user: Account, kind: str) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=kind).count()
        return _("Passkey") if not count else _("Passkey %(number)s") % {"number": count + 1}


def _request() -> HttpRequest | None:
    request: HttpRequest | None = context.request
    return request
