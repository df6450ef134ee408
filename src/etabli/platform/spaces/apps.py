"""Spaces: where people work together."""

from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "etabli.platform.spaces"
    label = "spaces"
