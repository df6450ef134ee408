"""The log's transaction ids, its walls, and who moves its cursors."""

from django.db import migrations

from etabli.platform.db.sql import content_table

TX = """
ALTER TABLE events_event ADD COLUMN tx xid8 NOT NULL DEFAULT pg_current_xact_id();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial"), ("spaces", "0002_audiences")]
    operations = [
        migrations.RunSQL(TX, "ALTER TABLE events_event DROP COLUMN tx"),
        content_table("events_event"),
        migrations.RunSQL(
            # Facts are appended for audiences the actor may not be in: she leaves a space.
            "DROP POLICY events_event_by_audience ON events_event;"
            "CREATE POLICY events_event_append ON events_event FOR INSERT TO etabli_app"
            " WITH CHECK (true);"
            "REVOKE SELECT, UPDATE, DELETE ON events_event FROM etabli_app;"
            "REVOKE ALL ON events_cursor FROM etabli_app;",
            migrations.RunSQL.noop,
        ),
    ]
