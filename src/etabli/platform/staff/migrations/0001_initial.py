"""Lists of people being brought in: each is its sender's alone."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import etabli.lib.ids
from etabli.platform.db.sql import personal_table


class Migration(migrations.Migration):
    initial = True
    dependencies = [("people", "0002_details"), ("spaces", "0002_audiences")]
    operations = [
        migrations.CreateModel(
            name="PeopleList",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "uid",
                    models.UUIDField(default=etabli.lib.ids.uuid7, editable=False, unique=True),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("columns", models.JSONField(default=list)),
                ("report", models.JSONField(null=True)),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        personal_table("staff_peoplelist", "by_id"),
    ]
