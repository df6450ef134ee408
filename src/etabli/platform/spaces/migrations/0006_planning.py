"""Arrays of audiences are planned quickly."""

from django.db import migrations

from etabli.platform.db.sql import few_statistics


class Migration(migrations.Migration):
    dependencies = [("spaces", "0005_archiving")]
    operations = [
        few_statistics("spaces_space", "audience_id", "readers_id"),
    ]
