"""Staff: lists of people that come from elsewhere, and those who have no address."""

from importlib import import_module

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "etabli.platform.staff"
    label = "staff"

    def ready(self) -> None:
        for name in ("forgetting", "greeting"):
            import_module(f"etabli.platform.staff.{name}")
