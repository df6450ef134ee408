"""Guide: the tour and the help."""

from importlib import import_module

from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "etabli.platform.guide"
    label = "guide"

    def ready(self) -> None:
        import_module("etabli.platform.guide.filling")
