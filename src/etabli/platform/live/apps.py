"""Live: tells browsers that something changed, never what."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "etabli.platform.live"
    label = "live"
