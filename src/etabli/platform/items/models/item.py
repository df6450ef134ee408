"""The item: an envelope of typed columns, and its fields as JSON keyed by field uid."""

from django.db import models
from django.utils import timezone

from etabli.platform.db.records import PublicRecord

TEXT_COLUMNS = ("t1", "t2", "t3", "t4", "t5", "t6")
NUMBER_COLUMNS = ("n1", "n2", "n3", "n4")
MOMENT_COLUMNS = ("d1", "d2", "d3", "d4")
RECORD_COLUMNS = ("r1", "r2", "r3", "r4", "r5", "r6")
FLEX_COLUMNS = TEXT_COLUMNS + NUMBER_COLUMNS + MOMENT_COLUMNS + RECORD_COLUMNS


class Item(PublicRecord):
    """One thing somebody made with an app.

    ``data`` is the truth of its fields. The flex columns repeat those that lists filter or
    sort by: row-level security disables indexes on JSON, whose operators are not leakproof,
    and keeps those on plain columns.
    """

    app = models.CharField(max_length=60)
    number = models.CharField(max_length=40, blank=True, default="")
    space = models.ForeignKey("spaces.Space", models.PROTECT, related_name="items")
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="children")
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=60, blank=True, default="")
    state_since = models.DateTimeField(default=timezone.now)
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    assignee = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    accepted_comment = models.ForeignKey(
        "items.Comment", models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    activity_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)
    lang = models.CharField(max_length=2, default="fr")
    origin = models.CharField(max_length=200, null=True, unique=True)
    published = models.BooleanField(default=False)
    trashed_at = models.DateTimeField(null=True)
    trashed_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    comment_count = models.IntegerField(default=0)
    vote_count = models.IntegerField(default=0, db_default=0)
    data = models.JSONField(default=dict)

    t1 = models.TextField(null=True)
    t2 = models.TextField(null=True)
    t3 = models.TextField(null=True)
    t4 = models.TextField(null=True)
    t5 = models.TextField(null=True)
    t6 = models.TextField(null=True)
    n1 = models.FloatField(null=True)
    n2 = models.FloatField(null=True)
    n3 = models.FloatField(null=True)
    n4 = models.FloatField(null=True)
    d1 = models.DateTimeField(null=True)
    d2 = models.DateTimeField(null=True)
    d3 = models.DateTimeField(null=True)
    d4 = models.DateTimeField(null=True)
    r1 = models.BigIntegerField(null=True)
    r2 = models.BigIntegerField(null=True)
    r3 = models.BigIntegerField(null=True)
    r4 = models.BigIntegerField(null=True)
    r5 = models.BigIntegerField(null=True)
    r6 = models.BigIntegerField(null=True)
    flex_map = models.IntegerField(null=True)
    """The mark of the map under which these columns were filled; None when unknown."""

    class Meta:
        indexes = [
            models.Index(fields=["space", "app", "-activity_at"], name="item_in_space"),
            models.Index(fields=["-activity_at"], name="item_activity"),
            # Feeds, also where little is published among much.
            models.Index(
                fields=["-activity_at", "-id"],
                name="item_published",
                condition=models.Q(published=True, trashed_at=None),
            ),
            models.Index(fields=["audience", "-activity_at"], name="item_audience"),
            models.Index(fields=["app", "assignee", "state"], name="item_assigned"),
            models.Index(fields=["author", "-created_at"], name="item_author"),
            models.Index(
                fields=["app", "state", "due_at"],
                name="item_due",
                condition=models.Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["space", "app", "due_at", "id"],
                name="item_due_in_space",
                condition=models.Q(due_at__isnull=False, trashed_at__isnull=True),
            ),
            models.Index(
                fields=["space", "app", "state", "-activity_at"],
                name="item_standing",
                include=["audience"],
                condition=models.Q(trashed_at__isnull=True),
            ),
            models.Index(
                fields=["space", "ends_at", "starts_at"],
                name="item_dated",
                condition=models.Q(starts_at__isnull=False),
            ),
            models.Index(fields=["app", "flex_map"], name="item_flex_map"),
            *(
                models.Index(
                    fields=["app", column, "-activity_at"],
                    name=f"item_{column}",
                    condition=models.Q(**{f"{column}__isnull": False}),
                )
                for column in FLEX_COLUMNS
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def trashed(self) -> bool:
        return self.trashed_at is not None


class ItemPart(models.Model):
    """The fields of an item that fewer people may read than the item itself.

    They live in a row of their own, under an audience of their own, so that the database
    holds field rights as it holds the others.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, models.CASCADE, related_name="parts")
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "audience"], name="one_part")]


class ItemRef(models.Model):
    """A value of an item that points to something: backlinks are these rows read backwards.

    ``field`` is a field uid, ``@comment`` for what a comment mentions, ``@link`` for a link
    made by hand, ``@source`` for what the item was made from (``text``: which line of it),
    ``@tag`` for its tags.
    ``audience`` is the item's, or that of the restricted part the field belongs to.
    """

    class Kind(models.TextChoices):
        ITEM = "item"
        PERSON = "person"
        SPACE = "space"
        UNIT = "unit"
        FILE = "file"
        TAG = "tag"

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, models.CASCADE, related_name="refs")
    comment = models.ForeignKey("items.Comment", models.CASCADE, null=True, related_name="refs")
    field = models.CharField(max_length=60)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    target = models.BigIntegerField(null=True)
    text = models.CharField(max_length=80, blank=True, default="")
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "target"], name="itemref_target"),
            models.Index(
                fields=["kind", "text"],
                name="itemref_text",
                condition=models.Q(target__isnull=True),
            ),
        ]


class Numbering(models.Model):
    """The last number given by an app in one series ("2026", or "" when it never restarts)."""

    pk = models.CompositePrimaryKey("app", "series")
    app = models.CharField(max_length=60)
    series = models.CharField(max_length=20)
    last = models.IntegerField(default=0)
