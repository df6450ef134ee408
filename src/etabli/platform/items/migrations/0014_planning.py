"""Arrays of audiences are planned quickly."""

from django.db import migrations

from etabli.platform.db.sql import few_statistics


class Migration(migrations.Migration):
    dependencies = [("items", "0013_parts_apart")]
    operations = [
        few_statistics("items_item", "audience_id"),
        few_statistics("items_comment", "audience_id"),
        few_statistics("items_revision", "audience_id"),
        few_statistics("items_itemref", "audience_id"),
    ]
