"""What the engine remembers of definitions. They themselves are files."""

from django.db import models


class FlexMap(models.Model):
    """A map of flex columns under which items of an app were, or still are, filled.

    ``mark`` is what those items carry in ``flex_map``; ``columns`` is ``App.flex_map``. Once
    every item of the app carries the newest mark, the other maps are forgotten.
    """

    pk = models.CompositePrimaryKey("app", "mark")
    app = models.CharField(max_length=60)
    mark = models.IntegerField()
    columns = models.JSONField()
