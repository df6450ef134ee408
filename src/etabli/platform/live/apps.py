"""Live: tells browsers that something changed, never what."""

from importlib import import_module

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "etabli.platform.live"
    label = "live"

    def ready(self) -> None:
        import_module("etabli.platform.live.chrome")
        import_module("etabli.platform.live.forgetting")
