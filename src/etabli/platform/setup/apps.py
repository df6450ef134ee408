"""Set-up: the first run, the settings of the house, the demonstration."""

from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "etabli.platform.setup"
    label = "setup"
