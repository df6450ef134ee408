import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from etabli.platform.db.sql import personal_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [("people", "0001_initial"), ("access", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Tour",
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
                ("reached", models.SmallIntegerField(default=0)),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        personal_table("guide_tour"),
    ]
