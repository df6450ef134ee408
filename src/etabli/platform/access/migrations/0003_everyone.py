"""The audiences of everybody, which each policy asks for, are read from an index of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_delegation")]

    operations = [
        migrations.AddIndex(
            model_name="audience",
            index=models.Index(
                condition=models.Q(("everyone", True)), fields=["id"], name="access_everyone"
            ),
        ),
    ]
