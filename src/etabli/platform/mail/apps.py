"""Mail: letters written in the transaction of what they tell, posted by the worker."""

from importlib import import_module

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "etabli.platform.mail"
    label = "mail"

    def ready(self) -> None:
        import_module("etabli.platform.mail.listeners")
