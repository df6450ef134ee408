"""Listeners of the worker: cursors by transaction, and what could not be taken."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

# Read by transaction, then by id: see etabli.platform.events.reading.
TX = """
ALTER TABLE events_cursor
    ADD COLUMN tx xid8 NOT NULL DEFAULT '0',
    ADD COLUMN done bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN turn bigint NOT NULL DEFAULT 0;
CREATE INDEX event_tx ON events_event (tx, id);
"""
NO_TX = """
DROP INDEX event_tx;
ALTER TABLE events_cursor DROP COLUMN tx, DROP COLUMN done, DROP COLUMN turn;
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0002_walls")]
    operations = [
        migrations.RunSQL(TX, NO_TX),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("listener", models.CharField(max_length=60)),
                ("tries", models.SmallIntegerField()),
                ("error", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="events.event",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "constraints": [
                    models.UniqueConstraint(fields=("listener", "event"), name="set_aside_once")
                ],
            },
        ),
        migrations.RunSQL(
            "REVOKE ALL ON events_setaside FROM etabli_app;",
            "GRANT ALL ON events_setaside TO etabli_app;",
        ),
    ]
