"""Addresses under /compte/: allauth's screens that this house uses, and ours.

Each of allauth's is named here with its policy. There is no sign-up: one is invited.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from etabli.platform.access.policy import policy
from etabli.platform.signin.screens.invitation import invitation
from etabli.platform.signin.screens.inviting import (
    invitation_resending,
    invitation_revoking,
    invitations,
    space_invitations,
)
from etabli.platform.signin.screens.known import known_people, known_person
from etabli.platform.signin.screens.language import language
from etabli.platform.signin.screens.link import link
from etabli.platform.signin.screens.recovery import recovery_codes, recovery_file
from etabli.platform.signin.screens.security import security, sessions

anyone = policy("anyone")
signed_in = policy("signed_in")
to_security = signed_in(RedirectView.as_view(pattern_name="signin:security"))

entering: list[URLPattern | URLResolver] = [
    path("login/", anyone(account.login), name="account_login"),
    path("login/code/", anyone(account.request_login_code), name="account_request_login_code"),
    path(
        "login/code/confirm/",
        anyone(account.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("login/passkey/", anyone(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("login/second/", anyone(mfa.authenticate), name="mfa_authenticate"),
    path("logout/", anyone(account.logout), name="account_logout"),
    path("inactive/", anyone(account.account_inactive), name="account_inactive"),
    path("password/reset/", anyone(account.password_reset), name="account_reset_password"),
    path(
        "password/reset/confirm/",
        anyone(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/reset/complete/",
        anyone(account.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path(
        "password/reset/done/",
        anyone(account.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
]

protecting: list[URLPattern | URLResolver] = [
    path("reauthenticate/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("reauthenticate/code/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "reauthenticate/passkey/",
        signed_in(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("email/", signed_in(account.email), name="account_email"),
    path(
        "email/confirm/",
        signed_in(account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path("password/change/", signed_in(account.password_change), name="account_change_password"),
    path("password/set/", signed_in(account.password_set), name="account_set_password"),
    path("2fa/", to_security, name="mfa_index"),
    path("passkeys/", to_security, name="mfa_list_webauthn"),
    path("passkeys/add/", signed_in(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/", signed_in(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "passkeys/<int:pk>/remove/",
        signed_in(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("totp/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("totp/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes/", recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "codes/generate/",
        signed_in(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("codes/download/", recovery_file, name="mfa_download_recovery_codes"),
]

ours = (
    [
        path("compte/langue/", language, name="language"),
        path("compte/lien/<str:secret>/", link, name="link"),
        path("compte/invitation/<str:secret>/", invitation, name="invitation"),
        path("compte/securite/", security, name="security"),
        path("compte/securite/appareils/", sessions, name="sessions"),
        path("invitations/", invitations, name="invitations"),
        path("invitations/<uuid:uid>/envoi/", invitation_resending, name="resending"),
        path("invitations/<uuid:uid>/retrait/", invitation_revoking, name="revoking"),
        path("invitations/personnes/", known_people, name="known_people"),
        path("personnes/<uuid:uid>/invitation/", known_person, name="known_person"),
        path("espaces/<uuid:uid>/invitations/", space_invitations, name="space_invitations"),
    ],
    "signin",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("compte/", include(entering)),
    path("compte/", include(protecting)),
    path("", include(ours)),
]
