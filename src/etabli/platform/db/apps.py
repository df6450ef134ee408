"""The database shelf: identity, row-level security, roles."""

from django.apps import AppConfig


class DbConfig(AppConfig):
    name = "etabli.platform.db"
    label = "db"
    tables_without_content = ("db_limit",)  # digests, and when something was tried
