"""Lists of people being brought in."""

from django.db import models
from django.utils import timezone

from etabli.platform.db.records import PublicRecord


class PeopleList(PublicRecord):
    """A file of people that an administrator sent: its own until it is brought in.

    ``columns`` says what each column is, by its place; ``report`` is that of the last run,
    ``applied_at`` when it was for good. The file itself goes after a day.
    """

    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    columns = models.JSONField(default=list)
    report = models.JSONField(null=True)
    applied_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
