"""The log, which is also the outbox."""

from django.db import models
from django.utils import timezone


class Event(models.Model):
    """Something that happened. Written in the transaction of the change itself.

    ``tx`` (a database default) is the transaction's id: readers stop at the oldest one still
    running, because ids become visible out of order. ``audience`` is who may learn of it.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True)
    item_id = models.BigIntegerField(null=True)
    space_id = models.BigIntegerField(null=True)
    comment_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    audience_id = models.BigIntegerField(null=True)
    payload = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["item_id", "id"], name="event_item")]


class Cursor(models.Model):
    """How far a listener has read the log: up to event ``event_id`` of transaction ``tx``.

    ``tx`` is a column of the database alone, as in ``Event``; so are ``done``, the events read
    ahead of that place, and ``turn``, which counts them all.
    """

    listener = models.CharField(max_length=60, primary_key=True)
    event_id = models.BigIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)


class SetAside(models.Model):
    """An event that a listener could not take after several tries, with what it said last."""

    id = models.BigAutoField(primary_key=True)
    listener = models.CharField(max_length=60)
    event = models.ForeignKey(Event, models.CASCADE, related_name="+")
    tries = models.SmallIntegerField()
    error = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["listener", "event"], name="set_aside_once")]
