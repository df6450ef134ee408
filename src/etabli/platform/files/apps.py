"""Files: what people upload, kept by content and shown by audience."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "etabli.platform.files"
    label = "files"
