"""People: accounts, profiles, units."""

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "etabli.platform.people"
    label = "people"

    def ready(self) -> None:
        import_module("etabli.platform.people.forgetting")
