"""Arrays of audiences are planned quickly; feeds have an index of what is published."""

from django.db import migrations, models

from etabli.platform.db.sql import few_statistics


class Migration(migrations.Migration):
    dependencies = [("items", "0014_link_cards")]
    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                fields=["-activity_at", "-id"],
                name="item_published",
                condition=models.Q(("published", True), ("trashed_at", None)),
            ),
        ),
        few_statistics("items_item", "audience_id"),
        few_statistics("items_comment", "audience_id"),
        few_statistics("items_revision", "audience_id"),
        few_statistics("items_itemref", "audience_id"),
    ]
