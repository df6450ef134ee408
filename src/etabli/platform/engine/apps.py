"""The engine: app definitions, field types, behaviours, workflow, views."""

from django.apps import AppConfig


class EngineConfig(AppConfig):
    name = "etabli.platform.engine"
    label = "engine"
