"""Notices: telling people what concerns them, here and by mail."""

from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "etabli.platform.notices"
    label = "notices"

    def ready(self) -> None:
        for name in ("telling", "chrome", "mailing", "composing"):
            import_module(f"etabli.platform.notices.{name}")
