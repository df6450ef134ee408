"""What people upload."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone

from etabli.platform.db.records import PublicRecord
from etabli.platform.files.readers import READERS

ICONS = (
    ("application/pdf", "file-pdf"),
    ("image/", "image"),
    ("video/", "video"),
    ("text/csv", "table"),
    ("spreadsheet", "table"),
)


class StoredFile(PublicRecord):
    """A file somebody sent, named by what it holds: ``key`` is the SHA-256 of its bytes.

    Nobody but its author sees it until it is attached to something; from then on
    ``audience`` is that of what it is attached to, and the database keeps it so.
    ``width`` is known of images alone: they were decoded and written again by us, and are
    the only files a browser may show in a page. ``drawn``: we drew its first page.
    """

    key = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    alt = models.CharField(max_length=300, blank=True, default="")
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    origin = models.CharField(max_length=200, null=True, unique=True)
    audience = models.ForeignKey("access.Audience", models.PROTECT, null=True, related_name="+")
    drawn = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["created_at"],
                name="file_unattached",
                condition=models.Q(audience__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.width is not None

    @property
    def icon(self) -> str:
        """The icon that says what kind of file it is."""
        return next((icon for part, icon in ICONS if part in self.media_type), "file-text")

    @property
    def url(self) -> str:
        """Where it opens, for those who may."""
        # These last words have pages of their own.
        name = f"_{self.name}" if self.name in ("vignette", "apercu") else self.name
        return reverse("files:whole", args=[self.uid, name])

    @property
    def thumbnail_url(self) -> str:
        """Where its small picture is; '' when it has none."""
        return reverse("files:thumbnail", args=[self.uid]) if self.has_thumbnail else ""

    @property
    def previewed(self) -> bool:
        """Whether it can be looked at on a page."""
        return self.is_image or self.media_type in READERS

    @property
    def preview_url(self) -> str:
        """Where it is looked at, for those who may."""
        return reverse("files:preview", args=[self.uid])

    @property
    def has_thumbnail(self) -> bool:
        return self.is_image or self.drawn


class Reading(models.Model):
    """What a file says, as far as it could be read. Whoever may open the file may read it."""

    class Outcome(models.TextChoices):
        READ = "read"
        LOCKED = "locked"
        DAMAGED = "damaged"
        HEAVY = "heavy"

    file = models.OneToOneField(
        StoredFile, models.CASCADE, related_name="reading", primary_key=True
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    text = models.TextField(blank=True, default="")
    pages = models.IntegerField(null=True)
