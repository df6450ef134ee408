"""A discussion that fewer people read than its item follows those people when they change."""

from django.db import migrations

from etabli.platform.db.sql import system_function

SET_DISCUSSION_AUDIENCE = """
CREATE FUNCTION items_set_discussion_audience(iid bigint, aid bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NOT items_visible(iid) THEN RETURN; END IF;
    UPDATE items_reaction SET audience_id = aid
        WHERE item_id = iid AND comment_id IS NOT NULL AND audience_id <> aid;
    -- The words and files of a deleted comment stay with its author and whoever deleted it.
    UPDATE items_revision SET audience_id = aid
        WHERE item_id = iid AND audience_id <> aid AND comment_id IN
            (SELECT id FROM items_comment WHERE item_id = iid AND deleted_at IS NULL);
    UPDATE items_itemref SET audience_id = aid
        WHERE item_id = iid AND audience_id <> aid AND comment_id IN
            (SELECT id FROM items_comment WHERE item_id = iid AND deleted_at IS NULL);
    UPDATE items_attachment SET audience_id = aid
        WHERE item_id = iid AND audience_id <> aid AND comment_id IN
            (SELECT id FROM items_comment WHERE item_id = iid AND deleted_at IS NULL);
    UPDATE items_comment SET audience_id = aid WHERE item_id = iid AND audience_id <> aid;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("items", "0004_attaching")]
    operations = [
        system_function("items_set_discussion_audience(bigint, bigint)", SET_DISCUSSION_AUDIENCE),
    ]
