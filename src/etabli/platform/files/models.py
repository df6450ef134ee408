"""What people upload."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone

from etabli.platform.db.records import PublicRecord

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
    the only files a browser may show in a page.
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
        # That last word is the thumbnail's.
        name = "_vignette" if self.name == "vignette" else self.name
        return reverse("files:whole", args=[self.uid, name])

    @property
    def thumbnail_url(self) -> str:
        """Where its small picture is; '' when it is not a picture."""
        return reverse("files:thumbnail", args=[self.uid]) if self.is_image else ""
