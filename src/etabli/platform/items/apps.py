"""Items: everything people make."""

from importlib import import_module

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "etabli.platform.items"
    label = "items"

    def ready(self) -> None:
        for name in ("asking", "cards", "following", "tidying", "trashing"):
            import_module(f"etabli.platform.items.{name}")
