"""Who is awaited, on what, to do what."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Awaiting(models.Model):
    """An item waits for somebody: its state says so, or a mention.

    ``who`` is an audience, so that it stays true when managers, units or roles change.
    ``step`` is the state's uid, or ``mention``, ``acknowledge``, ``review``.
    """

    class Act(models.TextChoices):
        DECIDE = "decide", _("To decide")
        ANSWER = "answer", _("To answer")
        DO = "do", _("To do")
        READ = "read", _("To read")

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="awaitings")
    act = models.CharField(max_length=6, choices=Act.choices)
    step = models.CharField(max_length=60)
    who = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")
    comment = models.ForeignKey("items.Comment", models.CASCADE, null=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True)
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "step", "who"], name="one_awaiting")]
        indexes = [models.Index(fields=["who", "due_at"], name="awaiting_who")]


class Postponement(models.Model):
    """Somebody puts off what waits for her; it comes back by itself."""

    id = models.BigAutoField(primary_key=True)
    awaiting = models.ForeignKey(Awaiting, models.CASCADE, related_name="postponements")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["awaiting", "person"], name="one_postponement")
        ]


class Reading(models.Model):
    """An item asks some people to say that they have read it. Kept once it is closed.

    ``who`` is an audience: who joins it later is asked too, who leaves it no more.
    ``watchers`` may see who has not, and chase them up: ``chased_on``, once a day at most.
    """

    item = models.OneToOneField(
        "items.Item", models.CASCADE, primary_key=True, related_name="reading"
    )
    who = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")
    watchers = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    chased_on = models.DateField(null=True)
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")


class Acknowledgement(models.Model):
    """Somebody says that she has read an item: neither when nor for how long is kept."""

    pk = models.CompositePrimaryKey("item_id", "person_id")
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
