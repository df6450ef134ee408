"""What somebody is typing, kept until it is sent."""

from django.db import models
from django.utils import timezone


class Draft(models.Model):
    """The fields of a form not sent yet. ``key`` names the form, as ``new:tasks:<space uid>``."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    content = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_draft")]
