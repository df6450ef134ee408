"""Row-level security of what waits; awaitings follow the audience of their item."""

from django.db import migrations

from etabli.platform.db.sql import MINE, content_table, personal_table, system_function

FOLLOWS = """
CREATE FUNCTION awaited_audience_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE awaited_awaiting SET audience_id = NEW.audience_id WHERE item_id = NEW.id;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER awaited_audience AFTER UPDATE OF audience_id ON items_item
    FOR EACH ROW WHEN (OLD.audience_id <> NEW.audience_id)
    EXECUTE FUNCTION awaited_audience_follows();
"""


class Migration(migrations.Migration):
    dependencies = [("awaited", "0001_initial"), ("items", "0002_walls")]
    operations = [
        content_table("awaited_awaiting", f"audience_id IN {MINE} OR who_id IN {MINE}"),
        personal_table("awaited_postponement"),
        system_function("awaited_audience_follows()", FOLLOWS),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER awaited_audience ON items_item"),
    ]
