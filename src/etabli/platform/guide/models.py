"""What somebody saw of the tour."""

from django.db import models
from django.utils import timezone


class Tour(models.Model):
    """Somebody answered the offer of a tour. ``reached``: the farthest step she opened, 0 for
    none; ``ended_at``: when she finished it, or left it.
    """

    person = models.OneToOneField(
        "people.Person", models.CASCADE, primary_key=True, related_name="+"
    )
    reached = models.SmallIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.reached}"
