"""People: accounts, profiles, units."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "etabli.platform.people"
    label = "people"
