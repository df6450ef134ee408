"""Home: Mon établi, what waits for you first."""

from importlib import import_module

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "etabli.platform.home"
    label = "home"

    def ready(self) -> None:
        import_module("etabli.platform.home.filling")
