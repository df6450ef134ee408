"""How people sign in: allauth does it all, under /compte/, dressed by ``platform.signin``."""

from datetime import timedelta

from etabli.site.settings.security import SITE_URL

__all__ = [
    "ACCOUNT_ADAPTER",
    "ACCOUNT_CHANGE_EMAIL",
    "ACCOUNT_EMAIL_NOTIFICATIONS",
    "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS",
    "ACCOUNT_EMAIL_VERIFICATION",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED",
    "ACCOUNT_FORMS",
    "ACCOUNT_LOGIN_BY_CODE_ENABLED",
    "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND",
    "ACCOUNT_LOGIN_BY_CODE_TIMEOUT",
    "ACCOUNT_LOGIN_METHODS",
    "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED",
    "ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT",
    "ACCOUNT_PREVENT_ENUMERATION",
    "ACCOUNT_REAUTHENTICATION_REQUIRED",
    "ACCOUNT_SIGNUP_FIELDS",
    "ACCOUNT_USER_MODEL_EMAIL_FIELD",
    "ACCOUNT_USER_MODEL_USERNAME_FIELD",
    "AUTHENTICATION_BACKENDS",
    "AUTH_PASSWORD_VALIDATORS",
    "LOGIN_REDIRECT_URL",
    "LOGIN_URL",
    "LOGOUT_REDIRECT_URL",
    "MFA_ADAPTER",
    "MFA_FORMS",
    "MFA_PASSKEY_LOGIN_ENABLED",
    "MFA_SUPPORTED_TYPES",
    "MFA_TOTP_TOLERANCE",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"

_forms = "etabli.platform.signin.forms"
_minutes = int(timedelta(minutes=10).total_seconds())

ACCOUNT_ADAPTER = "etabli.platform.signin.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
# One comes in by invitation: there is no sign-up, but allauth wants its fields named.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # of a new address; invitations verify the first one
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Codes rather than links: filters of mail open links, and a code stays with one browser.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = _minutes
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = _minutes
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Pages and letters are the same for an address that is unknown here.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": f"{_forms}.SignInForm",
    "request_login_code": f"{_forms}.AskCodeForm",
    "confirm_login_code": f"{_forms}.CodeForm",
    "reset_password": f"{_forms}.AskResetForm",
    "confirm_password_reset_code": f"{_forms}.ResetCodeForm",
    "reset_password_from_key": f"{_forms}.NewPasswordForm",
    "confirm_email_verification_code": f"{_forms}.AddressCodeForm",
    "add_email": f"{_forms}.AddressForm",
    "change_password": f"{_forms}.ChangeForm",
    "set_password": f"{_forms}.ChooseForm",
    "reauthenticate": f"{_forms}.ConfirmForm",
}

MFA_ADAPTER = "etabli.platform.signin.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for clocks that drift
# Browsers only give passkeys to https, and to this machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE_URL.startswith("https:")
MFA_FORMS = {
    "authenticate": f"{_forms}.SecondStepForm",
    "reauthenticate": f"{_forms}.ConfirmCodeForm",
    "activate_totp": f"{_forms}.ActivateForm",
    "add_webauthn": f"{_forms}.AddPasskeyForm",
    "edit_webauthn": f"{_forms}.RenamePasskeyForm",
}

_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_validation}.CommonPasswordValidator"},
]
