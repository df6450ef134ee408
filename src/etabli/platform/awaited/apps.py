"""Awaited: what waits for whom, computed from the definitions."""

from importlib import import_module

from django.apps import AppConfig


class AwaitedConfig(AppConfig):
    name = "etabli.platform.awaited"
    label = "awaited"

    def ready(self) -> None:
        for name in ("listeners", "letters", "panels", "delegated"):
            import_module(f"etabli.platform.awaited.{name}")
