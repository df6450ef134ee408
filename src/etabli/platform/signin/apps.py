"""Sign-in: passwords, codes by mail, passkeys, invitations, sessions."""

from importlib import import_module

from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "etabli.platform.signin"
    label = "signin"

    def ready(self) -> None:
        import_module("etabli.platform.signin.listeners")
