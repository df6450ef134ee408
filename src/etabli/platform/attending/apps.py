"""Attending: who comes to what takes place."""

from importlib import import_module

from django.apps import AppConfig


class AttendingConfig(AppConfig):
    name = "etabli.platform.attending"
    label = "attending"

    def ready(self) -> None:
        for name in ("asking", "panels"):
            import_module(f"etabli.platform.attending.{name}")
