"""What somebody should know, and at what pace she wants it by mail."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What people choose between: is it for them, is it what they follow, is it news?"""

    YOU = "you", _("For you")
    FOLLOWED = "followed", _("What you follow")
    SPACES = "spaces", _("News of your spaces")


class Reason(models.TextChoices):
    """Why somebody is told, the strongest first: one event gives her one notice."""

    MENTION = "mention"
    ASSIGNED = "assigned"
    AWAITED = "awaited"
    NAMED = "named"
    ASKED = "asked"
    YOURS = "yours"
    FOLLOWED = "followed"
    CALLED = "called"
    INVITED = "invited"
    SPACE = "space"


KINDS: dict[str, Kind] = {
    Reason.MENTION: Kind.YOU,
    Reason.ASSIGNED: Kind.YOU,
    Reason.AWAITED: Kind.YOU,
    Reason.NAMED: Kind.YOU,
    Reason.ASKED: Kind.YOU,
    Reason.YOURS: Kind.FOLLOWED,
    Reason.FOLLOWED: Kind.FOLLOWED,
    Reason.CALLED: Kind.SPACES,
    Reason.INVITED: Kind.SPACES,
    Reason.SPACE: Kind.SPACES,
}


class Notice(models.Model):
    """Somebody is told of an event of the log, for a reason. Never its words: they are read
    under her rights when they are shown, and a right that is gone takes them away.

    ``about``: a uid the sentence needs, as the state an item was moved to. ``mail_due``: when
    it leaves by mail, None when it never will or has left.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    event_id = models.BigIntegerField()
    verb = models.CharField(max_length=40)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    actor = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    item = models.ForeignKey("items.Item", models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey("items.Comment", models.CASCADE, null=True, related_name="+")
    space = models.ForeignKey("spaces.Space", models.CASCADE, null=True, related_name="+")
    about = models.CharField(max_length=60, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail_due = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "event_id"], name="told_once")]
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_latest"),
            models.Index(
                fields=["person", "item"],
                name="notice_unread",
                condition=models.Q(read_at__isnull=True),
            ),
            models.Index(
                fields=["mail_due"],
                name="notice_due",
                condition=models.Q(mail_due__isnull=False),
            ),
        ]


class Pace(models.TextChoices):
    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", pgettext_lazy("mail", "Never")


class Rhythm(models.Model):
    """When somebody wants notices by mail, for each ``Kind``. Who has none has the defaults.

    ``hour`` and ``weekday`` (0 is Monday) of the digests; ``quiet``: no mail at night nor at
    week-ends; ``zone``: her time zone, '' for the house's.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+")
    you = models.CharField(max_length=6, choices=Pace.choices, default=Pace.NOW)
    followed = models.CharField(max_length=6, choices=Pace.choices, default=Pace.DAILY)
    spaces = models.CharField(max_length=6, choices=Pace.choices, default=Pace.DAILY)
    hour = models.SmallIntegerField(default=8)
    weekday = models.SmallIntegerField(default=0)
    quiet = models.BooleanField(default=True)
    zone = models.CharField(max_length=60, blank=True, default="")

    def pace(self, kind: str) -> str:
        """The pace of a kind."""
        return str(getattr(self, kind))
