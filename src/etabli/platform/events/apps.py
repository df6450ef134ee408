"""Events: the log everything else listens to."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "etabli.platform.events"
    label = "events"
