"""When somebody last looked at her feed: told to nobody but her."""

from django.db import models


class Visit(models.Model):
    """A person's visits to her feed. ``seen_at``: when she last opened it; ``since``: when she
    did in the visit before this one, null in her first.
    """

    person = models.OneToOneField(
        "people.Person", models.CASCADE, primary_key=True, related_name="+"
    )
    seen_at = models.DateTimeField()
    since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.seen_at}"
