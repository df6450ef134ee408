"""Letters waiting to be posted."""

from django.db import models
from django.utils import timezone

from etabli.lib.ids import uuid7


class Letter(models.Model):
    """A mail to one address. Its words are erased once it is posted: some carry secrets.

    ``person`` is whom it is for, when she is one of ours: the letter is thrown away if she
    has been deactivated meanwhile. With ``maker``, its words and address are found when it
    leaves, from ``about``. ``server_away``: put off with all the others, because the mail
    server did not answer. The web may drop a letter in the box; only the worker opens it.
    """

    # No RETURNING at insertion: the web may not read what it has just written.
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    to = models.EmailField(blank=True, default="")
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    maker = models.CharField(max_length=40, blank=True, default="")
    about = models.JSONField(default=dict)
    subject = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField(blank=True, default="")
    html = models.TextField(blank=True, default="")
    written_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    posted_at = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    complaint = models.CharField(max_length=300, blank=True)
    server_away = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], name="letter_due", condition=models.Q(posted_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
