"""Lists of people being brought in, and codes handed to those who have no address."""

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


class HandedCode(models.Model):
    """A code on paper that lets one account in, once. Only its digest is kept.

    ``told_at``: when its owner was told that ``by`` made it.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey("people.Account", models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)
