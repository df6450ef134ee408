"""Row-level security of items and all that hangs on them."""

from django.db import migrations

from etabli.platform.db.sql import MINE, content_table, personal_table, system_function

# What hangs on an item carries the item's audience, so that one policy serves all;
# when the item's changes, theirs follow. Restricted parts keep their own, and so do
# discussions that fewer people read.
FOLLOWS = """
CREATE FUNCTION items_audience_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE items_comment SET audience_id = NEW.audience_id
        WHERE item_id = NEW.id AND audience_id = OLD.audience_id;
    UPDATE items_reaction SET audience_id = NEW.audience_id
        WHERE item_id = NEW.id AND audience_id = OLD.audience_id;
    UPDATE items_vote SET audience_id = NEW.audience_id WHERE item_id = NEW.id;
    UPDATE items_follow SET audience_id = NEW.audience_id WHERE item_id = NEW.id;
    UPDATE items_revision SET audience_id = NEW.audience_id
        WHERE item_id = NEW.id AND audience_id = OLD.audience_id;
    UPDATE items_itemref SET audience_id = NEW.audience_id
        WHERE item_id = NEW.id AND audience_id = OLD.audience_id;
    RETURN NULL;
END $$
"""

# Handing something over may put it out of one's own sight, which a policy would refuse:
# whoever sees an item may, through this door alone, give it the audience its app says.
SET_AUDIENCE = """
CREATE FUNCTION items_set_audience(iid bigint, aid bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE items_item SET audience_id = aid WHERE id = iid AND items_visible(iid);
END $$
"""

SET_PART_AUDIENCE = """
CREATE FUNCTION items_set_part_audience(iid bigint, fields text[], aid bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE part record;
BEGIN
    FOR part IN SELECT * FROM items_itempart
                WHERE item_id = iid AND audience_id <> aid AND data ?| fields
                  AND items_visible(iid)
    LOOP
        UPDATE items_revision SET audience_id = aid
            WHERE item_id = iid AND audience_id = part.audience_id AND patch ?| fields;
        UPDATE items_itemref SET audience_id = aid
            WHERE item_id = iid AND audience_id = part.audience_id AND field = ANY (fields);
        UPDATE items_itempart SET audience_id = aid WHERE id = part.id;
    END LOOP;
END $$
"""

VISIBLE = f"""
CREATE FUNCTION items_visible(iid bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT session_user = 'etabli_sys' AND etabli_me() IS NULL OR EXISTS (
        SELECT 1 FROM items_item i WHERE i.id = iid AND i.audience_id IN {MINE})
$$
"""

# A discussion that fewer people read is not counted: the count is for all the item's readers.
COUNTS = """
CREATE FUNCTION items_count_comments() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF session_user = 'etabli_sys' AND current_setting('etabli.bulk', true) = 'on' THEN
        RETURN NULL;
    END IF;
    UPDATE items_item i SET comment_count =
        (SELECT count(*) FROM items_comment c WHERE c.item_id = i.id
         AND c.deleted_at IS NULL AND c.audience_id = i.audience_id)
    WHERE i.id = coalesce(NEW.item_id, OLD.item_id);
    RETURN NULL;
END $$
"""

TRIGGERS = """
CREATE TRIGGER items_audience AFTER UPDATE OF audience_id ON items_item
    FOR EACH ROW WHEN (OLD.audience_id <> NEW.audience_id)
    EXECUTE FUNCTION items_audience_follows();
CREATE TRIGGER items_comments AFTER INSERT OR DELETE OR UPDATE OF deleted_at ON items_comment
    FOR EACH ROW EXECUTE FUNCTION items_count_comments();
"""
DROP_TRIGGERS = """
DROP TRIGGER items_audience ON items_item;
DROP TRIGGER items_comments ON items_comment;
"""

STATISTICS = """
CREATE STATISTICS items_item_app_audience (dependencies) ON app, audience_id FROM items_item
"""


class Migration(migrations.Migration):
    dependencies = [("items", "0001_initial"), ("spaces", "0002_audiences")]
    operations = [
        content_table("items_item"),
        content_table("items_itempart"),
        content_table("items_itemref"),
        content_table("items_revision"),
        content_table("items_comment"),
        content_table("items_reaction"),
        content_table("items_vote"),
        content_table("items_follow"),
        personal_table("items_draft"),
        system_function("items_audience_follows()", FOLLOWS),
        system_function("items_count_comments()", COUNTS),
        system_function("items_visible(bigint)", VISIBLE),
        system_function("items_set_audience(bigint, bigint)", SET_AUDIENCE),
        system_function("items_set_part_audience(bigint, text[], bigint)", SET_PART_AUDIENCE),
        migrations.RunSQL(TRIGGERS, DROP_TRIGGERS),
        migrations.RunSQL(STATISTICS, "DROP STATISTICS items_item_app_audience"),
    ]
