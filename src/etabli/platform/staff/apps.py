"""Staff: lists of people that come from elsewhere, and those who have no address."""

from importlib import import_module

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "etabli.platform.staff"
    label = "staff"
    # Digests of codes, read before anybody is signed in, as those of one-time links are.
    tables_without_content = ("staff_handedcode",)

    def ready(self) -> None:
        for name in ("forgetting", "greeting"):
            import_module(f"etabli.platform.staff.{name}")
