"""The engine: apps from definitions."""

from importlib import import_module

from django.apps import AppConfig


class EngineConfig(AppConfig):
    name = "etabli.platform.engine"
    label = "engine"

    def ready(self) -> None:
        import_module("etabli.platform.engine.hooks")
        import_module("etabli.platform.engine.answering")
        import_module("etabli.platform.engine.rights.resettling")
