"""The letters of sign-in, in the language of who gets them."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from etabli.platform.house.models import the_house
from etabli.platform.mail.writing import Words, write
from etabli.platform.people.asking import asker_of
from etabli.platform.people.models import Account, Person
from etabli.platform.signin.models import INVITED_FOR, Invitation


def invitation_letter(invitation: Invitation) -> None:
    """Write to whom is invited."""
    house = the_house().name
    with translation.override(invitation.language):
        words = Words(
            subject=_("%(house)s: your invitation") % {"house": house},
            greeting=_("Hello,"),
            lines=(_who_invites(invitation, house), _what_for(invitation)),
            button=(_("Open the invitation"), invitation.link),
            notes=(
                _("This link is for %(email)s alone, works once and lasts %(days)s days.")
                % {"email": invitation.email, "days": INVITED_FOR.days},
                _("You were not expecting it? Do nothing: no account is made without you."),
            ),
        )
    write(words, to=invitation.email, language=invitation.language)


def _who_invites(invitation: Invitation, house: str) -> str:
    named = {"house": house, "name": invitation.by.name if invitation.by else ""}
    if not invitation.by:
        return _("You are invited to join %(house)s.") % named
    return _("%(name)s invites you to join %(house)s.") % named


def _what_for(invitation: Invitation) -> str:
    if invitation.kind == Person.Kind.GUEST and invitation.space:
        return _("You come as a guest, in the space “%(space)s” and nowhere else.") % {
            "space": invitation.space.name
        }
    if invitation.space:
        return _("You will find the space “%(space)s” there.") % {"space": invitation.space.name}
    return _("You will find your teams, your files and your tools there.")


Composed = Callable[[dict[str, str]], Words]


def code_letter(given: dict[str, str]) -> Words:
    return Words(
        subject=_("Your sign-in code"),
        greeting=_("Hello,"),
        lines=(_("Here is the code to type on the page you left open:"),),
        code=given["code"],
        notes=(_("It works once, for a few minutes. Nobody will ever ask you for it."),),
    )


def reset_letter(given: dict[str, str]) -> Words:
    return Words(
        subject=_("Choose a new password"),
        greeting=_("Hello,"),
        lines=(_("Somebody, probably you, asks to change your password. The code to type:"),),
        code=given["code"],
        notes=(_("It was not you? Do nothing: your password stays as it is."),),
    )


def confirm_letter(given: dict[str, str]) -> Words:
    return Words(
        subject=_("Confirm your address"),
        greeting=_("Hello,"),
        lines=(_("Type this code to confirm that this address is yours:"),),
        code=given["code"],
        notes=(_("You did not ask for it? Do nothing: nothing will change."),),
    )


def changed_letter(what: str) -> Words:
    return Words(
        subject=_("Your account has changed"),
        greeting=_("Hello,"),
        lines=(what,),
        notes=(_("It was not you? Tell an administrator of the house at once."),),
    )


def changes() -> dict[str, str]:
    """What allauth tells by its notification mails, in our words."""
    return {
        "account/email/email_changed": _("The address you sign in with was changed."),
        "account/email/email_confirm": _("Your new address is confirmed."),
        "account/email/email_deleted": _("An address was removed from your account."),
        "account/email/password_changed": _("Your password was changed."),
        "account/email/password_reset": _("Your password was changed with a code by mail."),
        "account/email/password_set": _("A password was chosen for your account."),
        "mfa/email/recovery_codes_generated": _("New recovery codes were made."),
        "mfa/email/totp_activated": _("Sign-in now asks for a code from an application."),
        "mfa/email/totp_deactivated": _("Sign-in no longer asks for a code from an application."),
        "mfa/email/webauthn_added": _("A passkey was added to your account."),
        "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
    }


CODES: dict[str, Composed] = {
    "account/email/login_code": code_letter,
    "account/email/password_reset_code": reset_letter,
    "account/email/email_confirmation": confirm_letter,
}


def words_of(template: str, given: dict[str, str]) -> Words | None:
    """Our words for one of allauth's mails; None for those this house does not send."""
    if template in CODES:
        return CODES[template](given)
    change = changes().get(template)
    return changed_letter(change) if change else None


def language_of(account: Account | None, request: HttpRequest | None) -> str:
    """The language of a letter: hers when she is the one asking, else that of the page."""
    person = asker_of(request)
    if account is not None and person is not None and person.pk == account.person_id:
        return str(person.language)
    return (translation.get_language() or "fr")[:2]
