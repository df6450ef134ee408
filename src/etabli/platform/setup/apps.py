"""Set-up: the first run, the settings of the house, the demonstration."""

from importlib import import_module

from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "etabli.platform.setup"
    label = "setup"

    def ready(self) -> None:
        import_module("etabli.platform.setup.demo")
