"""Access: audiences, and the one answer to who may see what."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "etabli.platform.access"
    label = "access"
