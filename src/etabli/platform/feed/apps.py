"""The feed: what the work of one's spaces produced, latest first."""

from django.apps import AppConfig


class FeedConfig(AppConfig):
    name = "etabli.platform.feed"
    label = "feed"
