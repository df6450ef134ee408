"""The first run, until it is over; the demonstration, where there is one."""

from django.db import models
from django.utils import timezone

from etabli.platform.people.models import Person


class FirstRun(models.Model):
    """A link printed by the program, and what was already answered through it.

    All rows go when the first run is over; none is ever made again.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    made_at = models.DateTimeField(default=timezone.now)
    answers = models.JSONField(default=dict)


class Demonstration(models.Model):
    """That this house was begun with the demonstration, and how far putting it back is.

    There is one row or none, and only bringing the demonstration in makes it. ``founder`` founded
    the house and chose to begin so; None where the command line did. ``wanted_at`` and
    ``began_at``: an administrator waits for it to be put back, the worker is at it. ``refusal``:
    why it was not, in the language of the house.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    founder = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    loaded_at = models.DateTimeField(default=timezone.now)
    wanted_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_demonstration"),
        ]
