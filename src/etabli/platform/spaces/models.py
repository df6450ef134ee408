"""Spaces, who is in them, and which apps they use."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from etabli.lib.text import sort_key
from etabli.platform.db.records import ArrayField, PublicRecord

SMALL_WORDS = {"les", "des", "une", "aux", "sur", "pour", "avec", "the", "and", "for", "with"}
"""Words whose initial says nothing: « Tous les agents » is TA."""


class Rank(models.IntegerChoices):
    """What somebody may do in a space; a higher rank includes the lower ones."""

    GUEST = 10, _("Guest")
    READER = 20, _("Reader")
    MEMBER = 30, _("Member")
    ANIMATOR = 40, _("Animator")
    OWNER = 50, _("Owner")


class Space(PublicRecord):
    """A place with its people and its apps.

    ``lineage`` lists the spaces whose members are members here: itself, then its ancestors
    for as long as each inherits. ``audience`` may find the space, ``readers`` may read in it.
    """

    class Visibility(models.TextChoices):
        OPEN = "open", pgettext_lazy("space", "Open")
        CLOSED = "closed", _("Closed")
        SECRET = "secret", _("Secret")

    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=120, db_index=True)
    description = models.TextField(blank=True, max_length=2000)
    visibility = models.CharField(max_length=6, choices=Visibility.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    inherits = models.BooleanField(default=False)
    lineage = ArrayField(models.BigIntegerField(), default=list, editable=False)
    hue = models.CharField(max_length=12, default="bleu")
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")
    readers = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    origin = models.CharField(max_length=200, null=True, unique=True)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[:1].isalnum() and len(word) > 2]
        words = [word for word in words if word.lower() not in SMALL_WORDS] or words
        return "".join(word[0] for word in words[:2]).upper() or self.name[:2].upper()

    @property
    def is_open(self) -> bool:
        return self.visibility == self.Visibility.OPEN


class Membership(models.Model):
    """Somebody's rank in a space."""

    id = models.BigAutoField(primary_key=True)
    space = models.ForeignKey(Space, models.CASCADE, related_name="memberships")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="memberships")
    rank = models.SmallIntegerField(choices=Rank.choices, default=Rank.MEMBER)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person"], name="one_membership")]
        indexes = [models.Index(fields=["space", "-rank", "id"], name="membership_by_rank")]


class SpaceApp(models.Model):
    """An app switched on in a space, in the order of its tabs.

    ``asks`` answers what the app's definition asks of the house: {ask uid: target id}.
    """

    id = models.BigAutoField(primary_key=True)
    space = models.ForeignKey(Space, models.CASCADE, related_name="apps")
    app = models.CharField(max_length=60)
    position = models.SmallIntegerField(default=0)
    asks = models.JSONField(default=dict)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["space", "app"], name="one_app_per_space")]


class JoinRequest(PublicRecord):
    """Somebody asks to come in; an animator answers."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="join_requests")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    message = models.TextField(blank=True, max_length=500)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person"], name="one_request")]


class Archiving(models.Model):
    """The space is closed for good: read only, out of the lists."""

    space = models.OneToOneField(Space, models.CASCADE, related_name="archiving")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
