"""Who arrived lately is read from an index, not among everybody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_details")]
    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["-joined_at"], name="person_joined"),
        ),
    ]
