"""How many people support an item is kept beside it, so that lists sort by it."""

from django.db import migrations, models

from etabli.platform.db.sql import system_function

COUNTS = """
CREATE FUNCTION items_count_votes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF session_user = 'etabli_sys' AND current_setting('etabli.bulk', true) = 'on' THEN
        RETURN NULL;
    END IF;
    UPDATE items_item i SET vote_count =
        (SELECT count(*) FROM items_vote v WHERE v.item_id = i.id)
    WHERE i.id = coalesce(NEW.item_id, OLD.item_id);
    RETURN NULL;
END $$
"""
COUNTED = """
UPDATE items_item i SET vote_count = v.n
FROM (SELECT item_id, count(*) AS n FROM items_vote GROUP BY item_id) v WHERE v.item_id = i.id
"""
TRIGGER = """
CREATE TRIGGER items_votes AFTER INSERT OR DELETE ON items_vote
    FOR EACH ROW EXECUTE FUNCTION items_count_votes()
"""


class Migration(migrations.Migration):
    dependencies = [("items", "0007_flex_map")]
    operations = [
        migrations.AddField(
            model_name="item", name="vote_count", field=models.IntegerField(default=0, db_default=0)
        ),
        system_function("items_count_votes()", COUNTS),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER items_votes ON items_vote"),
        migrations.RunSQL(COUNTED, migrations.RunSQL.noop),
    ]
