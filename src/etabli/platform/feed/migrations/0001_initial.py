import django.db.models.deletion
from django.db import migrations, models

from etabli.platform.db.sql import personal_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [("people", "0001_initial"), ("access", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("seen_at", models.DateTimeField()),
                ("since", models.DateTimeField(null=True)),
            ],
        ),
        personal_table("feed_visit"),
    ]
