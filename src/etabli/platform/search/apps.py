"""Search: what somebody may read, found by its words."""

from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "etabli.platform.search"
    label = "search"

    def ready(self) -> None:
        import_module("etabli.platform.search.listeners")
        import_module("etabli.platform.search.chrome")
