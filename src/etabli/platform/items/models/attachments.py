"""Where an uploaded file ended up."""

from django.db import models


class Attachment(models.Model):
    """A file belongs to an item from its first sending on, or to one of its comments.

    A file is attached once: elsewhere, texts only refer to it. It stays attached when the
    text no longer shows it, so that undoing finds it again. The database gives the file
    the attachment's audience, and takes it back when the attachment goes.
    """

    id = models.BigAutoField(primary_key=True)
    file = models.OneToOneField("files.StoredFile", models.CASCADE, related_name="attachment")
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="attachments")
    comment = models.ForeignKey(
        "items.Comment", models.CASCADE, null=True, related_name="attachments"
    )
    field = models.CharField(max_length=60, blank=True, default="")
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")
