"""Imports under way: what lets one that was killed go on where it stopped."""

from django.db import models
from django.utils import timezone


class ImportRun(models.Model):
    """One reading of one file, from its first batch to the last step after the last batch.

    ``source`` is the SHA-256 of the file and of its source's name; ``reached`` how far its
    committed batches go; ``spaces`` what they added so far, {space id: count}, told to each
    space at the end.
    """

    kind = models.CharField(max_length=12)
    source = models.CharField(max_length=64)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    reached = models.BigIntegerField(default=0)
    spaces = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source"],
                condition=models.Q(finished_at=None),
                name="one_run_under_way",
            )
        ]
