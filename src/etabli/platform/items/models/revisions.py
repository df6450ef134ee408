"""What changed, who changed it, when: history, diff and undo."""

from django.db import models
from django.utils import timezone


class Revision(models.Model):
    """One change of an item.

    ``patch`` maps a field uid (or an envelope column, as ``@state``) to ``[before, after]``.
    A change that touches restricted fields writes one revision per audience, same ``n``.
    With ``comment``, it is that comment whose words changed (``@body``), ``n`` its version.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="revisions")
    comment = models.ForeignKey(
        "items.Comment", models.CASCADE, null=True, related_name="revisions"
    )
    n = models.IntegerField()
    actor = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=40)
    patch = models.JSONField(default=dict)
    reason = models.TextField(blank=True, default="")
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["n"]
        constraints = [
            models.UniqueConstraint(
                "item", "comment", "n", "audience", name="one_revision", nulls_distinct=False
            )
        ]
