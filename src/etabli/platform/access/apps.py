"""Access: audiences, and the one answer to who may see what."""

from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "etabli.platform.access"
    label = "access"

    def ready(self) -> None:
        import_module("etabli.platform.access.delegating")
