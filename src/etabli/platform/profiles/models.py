"""What somebody says of herself, each thing to those she chose; and whether she is there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from etabli.lib.text import fold


class Scope(models.TextChoices):
    """Who may see something of a profile, from most people to fewest."""

    GUESTS = "guests", _("The house, and guests of my spaces")
    HOUSE = "house", _("The whole house")
    UNIT = "unit", _("My unit and my manager")
    MANAGER = "manager", _("My manager and me")
    ME = "me", _("Only me")


class Detail(models.Model):
    """One thing somebody says of herself: a row of its own, which only its readers get.

    ``field`` is one of ``profiles.fields``; skills and languages are a row each. ``folded``
    is the value as it is searched for.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="details")
    field = models.CharField(max_length=16)
    position = models.SmallIntegerField(default=0)
    value = models.TextField(max_length=2000)
    folded = models.CharField(max_length=200)
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.HOUSE)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "field", "position"], name="one_detail")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["field", "folded"],
                name="detail_found",
                condition=Q(field__in=["site", "skills", "languages"]),
            )
        ]

    def __str__(self) -> str:
        return self.value

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(self.value)[:200]
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Presence(models.Model):
    """What somebody says of the moment: in a meeting, away until. The house sees it."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("In a meeting")
        QUIET = "quiet", _("Working quietly")
        FIELD = "field", _("Out on site")
        AWAY = "away", _("Away")

    person = models.OneToOneField(
        "people.Person", models.CASCADE, primary_key=True, related_name="presence"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.CharField(max_length=100, blank=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.get_kind_display())
