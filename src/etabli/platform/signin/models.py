"""Invitations and one-time links."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from etabli.platform.db.records import PublicRecord
from etabli.platform.house.models import House
from etabli.platform.people.models import Account, Person

INVITED_FOR = timedelta(days=14)
LINK_LASTS = timedelta(minutes=15)


def _invitation_end() -> datetime:
    return timezone.now() + INVITED_FOR


def _link_end() -> datetime:
    return timezone.now() + LINK_LASTS


class Invitation(PublicRecord):
    """A place kept for one address: for this kind of person, in this space, until that day.

    Its link works once. ``digest`` is that of the secret in the link; sending it again makes
    another secret, and the first link is dead. ``person``: whoever is there already without an
    account, and comes in as herself.
    """

    class State(models.TextChoices):
        OPEN = "open"
        USED = "used"
        REVOKED = "revoked"
        EXPIRED = "expired"

    link: str = ""
    """What its letter opens; known only to whoever has just sent it."""

    email = models.EmailField()
    kind = models.CharField(max_length=6, choices=Person.Kind.choices, default=Person.Kind.PERSON)
    language = models.CharField(max_length=2, choices=House.Language.choices, default="fr")
    organisation = models.CharField(max_length=150, blank=True)
    space = models.ForeignKey("spaces.Space", models.CASCADE, null=True, related_name="+")
    rank = models.SmallIntegerField(null=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=_invitation_end)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.email

    @property
    def state(self) -> str:
        if self.accepted_at:
            return self.State.USED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.EXPIRED if self.expires_at <= timezone.now() else self.State.OPEN


class LoginLink(models.Model):
    """A link that signs one account in, once, within a quarter of an hour."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(default=_link_end)
    used_at = models.DateTimeField(null=True)
