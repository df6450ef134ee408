"""Restricted fields that change audience leave behind those that do not."""

from django.db import migrations

from etabli.platform.db.sql import replaced_function

# Two groups of fields share one part while the same people read both. When they part again
# only the fields named here move; what was written of both at once stays with the fewer.
SET_PART_AUDIENCE = """
CREATE OR REPLACE FUNCTION items_set_part_audience(iid bigint, fields text[], aid bigint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE part record;
BEGIN
    FOR part IN SELECT * FROM items_itempart
                WHERE item_id = iid AND audience_id <> aid AND data ?| fields
                  AND items_visible(iid)
    LOOP
        UPDATE items_revision r SET audience_id = aid
            WHERE item_id = iid AND audience_id = part.audience_id
              AND patch ?| fields AND patch - fields = '{}'::jsonb
              AND NOT EXISTS (SELECT 1 FROM items_revision o WHERE o.item_id = iid
                              AND o.comment_id IS NULL AND o.n = r.n AND o.audience_id = aid);
        UPDATE items_itemref SET audience_id = aid
            WHERE item_id = iid AND audience_id = part.audience_id AND field = ANY (fields);
        INSERT INTO items_itempart (item_id, audience_id, data)
            SELECT iid, aid, jsonb_object_agg(key, value) FROM jsonb_each(part.data)
            WHERE key = ANY (fields)
            ON CONFLICT (item_id, audience_id)
            DO UPDATE SET data = items_itempart.data || EXCLUDED.data;
        UPDATE items_itempart SET data = data - fields WHERE id = part.id;
        DELETE FROM items_itempart WHERE id = part.id AND data = '{}'::jsonb;
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("items", "0012_ballots")]
    operations = [replaced_function(SET_PART_AUDIENCE)]
