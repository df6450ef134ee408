"""Imports under way: only the command line knows of them."""

import django.utils.timezone
from django.db import migrations, models

from etabli.platform.db.sql import content_table


class Migration(migrations.Migration):
    initial = True
    dependencies = [("spaces", "0002_audiences")]
    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("source", models.CharField(max_length=64)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(null=True)),
                ("reached", models.BigIntegerField(default=0)),
                ("spaces", models.JSONField(default=dict)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("kind", "source"),
                        name="one_run_under_way",
                    )
                ],
            },
        ),
        content_table("transfer_importrun", "false"),
    ]
