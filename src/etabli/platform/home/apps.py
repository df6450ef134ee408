"""Home: Mon établi, what waits for you first."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "etabli.platform.home"
    label = "home"
