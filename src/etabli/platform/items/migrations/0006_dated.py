"""Calendars find what takes place between two days by its end, then its beginning."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("items", "0005_discussion_moves")]
    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("starts_at__isnull", False)),
                fields=["space", "ends_at", "starts_at"],
                name="item_dated",
            ),
        ),
    ]
