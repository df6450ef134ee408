"""What every record shares."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from etabli.lib.ids import uuid7

__all__ = ["ArrayField", "PublicRecord"]


class PublicRecord(models.Model):
    """A record the outside world may name: a bigint inside, a UUIDv7 outside."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=uuid7, unique=True, editable=False)

    class Meta:
        abstract = True
