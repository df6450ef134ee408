"""Files: what people upload, kept by content and shown by audience."""

from importlib import import_module

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "etabli.platform.files"
    label = "files"

    def ready(self) -> None:
        import_module("etabli.platform.files.reading")
