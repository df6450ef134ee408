"""Items: everything people make."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "etabli.platform.items"
    label = "items"
