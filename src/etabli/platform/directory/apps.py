"""Directory: profiles, the list of people, units."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "etabli.platform.directory"
    label = "directory"
