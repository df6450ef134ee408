"""Views that people keep, and acts on many items: each belongs to one person."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import etabli.lib.ids
from etabli.platform.db.sql import personal_table

PERSON = {"on_delete": django.db.models.deletion.CASCADE, "related_name": "+"}


def _public() -> list[tuple[str, models.Field]]:
    uid = models.UUIDField(default=etabli.lib.ids.uuid7, editable=False, unique=True)
    return [
        ("id", models.BigAutoField(primary_key=True, serialize=False)),
        ("uid", uid),
        ("app", models.CharField(max_length=60)),
        ("at", models.DateTimeField(default=django.utils.timezone.now)),
        ("person", models.ForeignKey(to="people.person", **PERSON)),
        ("space", models.ForeignKey(to="spaces.space", **PERSON)),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("engine", "0002_asks"),
        ("people", "0001_initial"),
        ("spaces", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                *_public(),
                ("view", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(blank=True, max_length=2000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["person", "space", "app", "name"], name="one_view"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                *_public(),
                ("act", models.CharField(max_length=20)),
                ("values", models.JSONField(default=dict)),
                ("total", models.IntegerField(default=0)),
                ("left", models.JSONField(default=list)),
                ("done", models.JSONField(default=list)),
                ("refused", models.JSONField(default=list)),
                ("ended_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["at"],
                        name="batch_running",
                    )
                ]
            },
        ),
        personal_table("engine_savedview"),
        personal_table("engine_batch"),
    ]
