"""What people say about an item, and the small signs they give it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from etabli.platform.db.records import PublicRecord


class Comment(PublicRecord):
    """A message under an item; replies go one level deep.

    ``body`` is a ProseMirror document, ``text`` its plain words. A deleted comment keeps
    its place and its trace, and loses its words.
    """

    item = models.ForeignKey("items.Item", models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    body = models.JSONField(default=dict)
    text = models.TextField(default="")
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    version = models.IntegerField(default=1)
    origin = models.CharField(max_length=200, null=True, unique=True)
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["item", "created_at"], name="comment_in_item")]


class Reaction(models.Model):
    """A work word said with one gesture, on an item or on one of its comments."""

    class Kind(models.TextChoices):
        SEEN = "seen", _("Seen")
        THANKS = "thanks", _("Thanks")
        BRAVO = "bravo", _("Well done")
        AGREED = "agreed", _("Agreed")
        REVIEW = "review", _("Needs another look")

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="reactions")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="reactions")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "item", "comment", "person", "kind", name="one_reaction", nulls_distinct=False
            )
        ]


class Vote(models.Model):
    """Somebody supports an item, once."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="votes")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="one_vote")]


class Follow(models.Model):
    """Somebody wants to know what becomes of an item, or no longer wants to (muted)."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="follows")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    muted = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="one_follow")]
