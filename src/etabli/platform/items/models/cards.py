"""What links to the outside lead to."""

from django.db import models
from django.utils import timezone


class LinkCard(models.Model):
    """What a page of the web that a comment leads to says of itself, asked once.

    Whoever reads the comment reads its cards; the worker alone writes them. ``asked_at``
    is None until the page is asked, and ``title`` is '' when it said nothing; ``hidden``: the
    comment's author took it off.
    """

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey("items.Comment", models.CASCADE, related_name="cards")
    url = models.CharField(max_length=2000)
    title = models.CharField(max_length=200, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")
    site = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True)
    hidden = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "url"], name="one_card_for_a_link")
        ]
        indexes = [
            models.Index(fields=["id"], name="card_to_ask", condition=models.Q(asked_at=None))
        ]
