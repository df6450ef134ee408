"""What the engine remembers of definitions, which are files; and what people keep of lists."""

from django.db import models
from django.utils import timezone

from etabli.platform.db.records import PublicRecord


class FlexMap(models.Model):
    """A map of flex columns under which items of an app were, or still are, filled.

    ``mark`` is what those items carry in ``flex_map``; ``columns`` is ``App.flex_map``. Once
    every item of the app carries the newest mark, the other maps are forgotten.
    """

    pk = models.CompositePrimaryKey("app", "mark")
    app = models.CharField(max_length=60)
    mark = models.IntegerField()
    columns = models.JSONField()


class SavedView(PublicRecord):
    """A way to look at a list that somebody keeps under a name, for herself alone.

    ``view``: the view of the app it starts from. ``query``: filters, order, columns and
    grouping, as an address says them: sharing it is giving that address.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    space = models.ForeignKey("spaces.Space", models.CASCADE, related_name="+")
    app = models.CharField(max_length=60)
    view = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "space", "app", "name"], name="one_view")
        ]


class Batch(PublicRecord):
    """One act on many items, for whoever asked: what is left, what was done, what was not.

    ``left``: ids still to do. ``done``: [id, version after the act] pairs. ``refused``: [title,
    reason] pairs, in her language.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    space = models.ForeignKey("spaces.Space", models.CASCADE, related_name="+")
    app = models.CharField(max_length=60)
    act = models.CharField(max_length=20)
    values = models.JSONField(default=dict)
    total = models.IntegerField(default=0)
    left = models.JSONField(default=list)
    done = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["at"], name="batch_running", condition=models.Q(ended_at__isnull=True)
            )
        ]
