"""Answers to « will you come? », and the address at which programs read one's agenda."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Attendance(models.Model):
    """What one person answered. ``since`` orders those who come on site: places go by it."""

    class Answer(models.TextChoices):
        ON_SITE = "on_site", _("On site")
        REMOTE = "remote", _("Remotely")
        NO = "no", pgettext_lazy("attendance", "No")

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="attendances")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    since = models.DateTimeField(default=timezone.now)
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="one_attendance")]


class CalendarAddress(models.Model):
    """Where programs read somebody's agenda, while this is here.

    ``nonce`` is sealed in the address: another one makes the former address good for nothing.
    ``spaces``: those whose whole calendar is in it, besides what concerns her.
    """

    person = models.OneToOneField(
        "people.Person", models.CASCADE, primary_key=True, related_name="+"
    )
    nonce = models.CharField(max_length=32)
    spaces = ArrayField(models.BigIntegerField(), default=list)
    since = models.DateTimeField(default=timezone.now)
