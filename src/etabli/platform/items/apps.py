"""Items: everything people make."""

from importlib import import_module

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "etabli.platform.items"
    label = "items"

    def ready(self) -> None:
        import_module("etabli.platform.items.following")
