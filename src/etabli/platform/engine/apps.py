"""The engine: apps from definitions."""

from importlib import import_module

from django.apps import AppConfig


class EngineConfig(AppConfig):
    name = "etabli.platform.engine"
    label = "engine"
    tables_without_content = ("engine_flexmap",)  # which field has which column

    def ready(self) -> None:
        import_module("etabli.platform.engine.hooks")
        import_module("etabli.platform.engine.answering")
        import_module("etabli.platform.engine.filling")
        import_module("etabli.platform.engine.rights.resettling")
        import_module("etabli.platform.engine.screens.keeping")
        import_module("etabli.platform.engine.screens.balloting")
        import_module("etabli.platform.engine.screens.times")
        import_module("etabli.platform.engine.screens.standing_in")
