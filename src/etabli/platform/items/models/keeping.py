"""What keeps an item right over the years: its review, its published versions."""

from django.db import models
from django.utils import timezone


class Review(models.Model):
    """Until when an item is held to be right. Past that day it is expired.

    ``soon_on``: from that day on, it is to be reviewed soon. ``audience`` is the item's.
    """

    item = models.OneToOneField(
        "items.Item", models.CASCADE, primary_key=True, related_name="review"
    )
    due_on = models.DateField()
    soon_on = models.DateField()
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["due_on"], name="review_due")]


class Version(models.Model):
    """A numbered version of an item, published with a word of what changed.

    ``data`` and ``title`` are the item's own as they were, without restricted fields, which
    versions never hold. ``audience`` is the item's.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="versions")
    n = models.IntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    data = models.JSONField(default=dict)
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-n"]
        constraints = [models.UniqueConstraint(fields=["item", "n"], name="one_version")]
