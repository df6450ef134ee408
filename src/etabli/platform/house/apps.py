"""The house: the organisation this network belongs to."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "etabli.platform.house"
    label = "house"
