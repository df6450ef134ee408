"""Lanes and counts by state read an index, however many items an app has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("items", "0010_keeping")]
    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                fields=["space", "app", "state", "-activity_at"],
                condition=models.Q(("trashed_at__isnull", True)),
                include=("audience",),
                name="item_standing",
            ),
        ),
    ]
