"""The first run, until it is over."""

from django.db import models
from django.utils import timezone


class FirstRun(models.Model):
    """A link printed by the program, and what was already answered through it.

    All rows go when the first run is over; none is ever made again.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    made_at = models.DateTimeField(default=timezone.now)
    answers = models.JSONField(default=dict)
