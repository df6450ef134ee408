"""Arrays of audiences are planned quickly."""

from django.db import migrations

from etabli.platform.db.sql import few_statistics


class Migration(migrations.Migration):
    dependencies = [("awaited", "0004_read_again")]
    operations = [
        few_statistics("awaited_awaiting", "who_id", "audience_id"),
    ]
