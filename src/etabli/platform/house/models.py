"""The organisation: its name, its colour, the language it speaks first."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from etabli.platform.db.prepared import planned

THE_ONE = 1

DEFAULT_COLOUR = "#24509c"


class House(models.Model):
    """One row, made by the migration; ``set_up_at`` is null until the first run is over.

    ``urgent_mail``: what somebody is awaited for, and is due before the morning, is mailed at
    night too. ``link_cards``: links to the outside show what they lead to.
    """

    class Language(models.TextChoices):
        FRENCH = "fr", "Français"
        ENGLISH = "en", "English"

    id = models.SmallIntegerField(primary_key=True, default=THE_ONE)
    name = models.CharField(_("Name"), max_length=80, default="Établi")
    colour = models.CharField(_("Colour"), max_length=7, default=DEFAULT_COLOUR)
    language = models.CharField(
        _("Language"), max_length=2, choices=Language.choices, default=Language.FRENCH
    )
    urgent_mail = models.BooleanField(default=False)
    link_cards = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    set_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=THE_ONE), name="one_house")]

    def __str__(self) -> str:
        return self.name


def the_house() -> House:
    """The house, read again each time: another process may have just renamed it."""
    (found,) = _the_one()
    return found


@planned
def _the_one() -> models.QuerySet[House]:
    return House.objects.filter(pk=THE_ONE)
