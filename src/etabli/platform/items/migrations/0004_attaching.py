"""Files follow what they are attached to; who is in an item's audience, for those who are."""

from django.db import migrations

from etabli.platform.db.sql import content_table, system_function

# A reference to a file that its author has not attached yet attaches it; later references,
# from this item or another, only point to it.
FILE_REFS = """
CREATE FUNCTION items_on_file_ref() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO items_attachment (file_id, item_id, comment_id, field, audience_id)
        SELECT f.id, NEW.item_id, NEW.comment_id, NEW.field, NEW.audience_id
        FROM files_storedfile f
        WHERE f.id = NEW.target AND f.audience_id IS NULL
          AND (f.author_id = etabli_me() OR etabli_me() IS NULL)
        ON CONFLICT DO NOTHING;
    END IF;
    UPDATE items_attachment SET audience_id = NEW.audience_id
    WHERE file_id = NEW.target AND item_id = NEW.item_id
      AND comment_id IS NOT DISTINCT FROM NEW.comment_id AND audience_id <> NEW.audience_id;
    RETURN NULL;
END $$
"""

ATTACHED = """
CREATE FUNCTION items_on_attachment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE files_storedfile
    SET audience_id = CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.audience_id END
    WHERE id = coalesce(NEW.file_id, OLD.file_id);
    RETURN NULL;
END $$
"""

# A file that the text no longer shows has no reference left to follow.
UNSHOWN = """
CREATE FUNCTION items_attachments_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE items_attachment SET audience_id = NEW.audience_id
    WHERE item_id = NEW.id AND audience_id = OLD.audience_id;
    RETURN NULL;
END $$
"""

TRIGGERS = """
CREATE TRIGGER items_file_refs AFTER INSERT OR UPDATE OF audience_id ON items_itemref
    FOR EACH ROW WHEN (NEW.kind = 'file') EXECUTE FUNCTION items_on_file_ref();
CREATE TRIGGER items_attached AFTER INSERT OR UPDATE OF audience_id OR DELETE ON items_attachment
    FOR EACH ROW EXECUTE FUNCTION items_on_attachment();
CREATE TRIGGER items_unshown AFTER UPDATE OF audience_id ON items_item
    FOR EACH ROW WHEN (OLD.audience_id <> NEW.audience_id)
    EXECUTE FUNCTION items_attachments_follow();
REVOKE INSERT, UPDATE, DELETE ON items_attachment FROM etabli_app;
"""
DROP_TRIGGERS = """
DROP TRIGGER items_file_refs ON items_itemref;
DROP TRIGGER items_attached ON items_attachment;
DROP TRIGGER items_unshown ON items_item;
"""

# Each person reads her own audiences alone. Before calling somebody, whoever is in an
# item's audience may ask which of these people are in it too.
READERS_AMONG = """
CREATE FUNCTION items_readers_among(aid bigint, people bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT p.id FROM people_person p
    WHERE p.id = ANY (people) AND p.active
      AND (etabli_me() IS NULL OR access_holds(aid, etabli_me()))
      AND access_holds(aid, p.id)
$$
"""

HOLDS = """
CREATE FUNCTION access_holds(aid bigint, pid bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM access_audiencemember
                   WHERE audience_id = aid AND person_id = pid)
        OR EXISTS (SELECT 1 FROM access_audience a, people_person p
                   WHERE a.id = aid AND a.everyone
                     AND p.id = pid AND p.active AND p.kind = 'person')
$$
"""


class Migration(migrations.Migration):
    dependencies = [("items", "0003_attachments"), ("files", "0002_walls")]
    operations = [
        content_table("items_attachment"),
        system_function("items_on_file_ref()", FILE_REFS),
        system_function("items_on_attachment()", ATTACHED),
        system_function("items_attachments_follow()", UNSHOWN),
        migrations.RunSQL(TRIGGERS, DROP_TRIGGERS),
        migrations.RunSQL(HOLDS, "DROP FUNCTION access_holds(bigint, bigint)"),
        system_function("items_readers_among(bigint, bigint[])", READERS_AMONG),
    ]
