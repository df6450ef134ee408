"""Profiles: what people say of themselves, to whom, and whether they are there."""

from importlib import import_module

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "etabli.platform.profiles"
    label = "profiles"

    def ready(self) -> None:
        import_module("etabli.platform.profiles.listeners")
