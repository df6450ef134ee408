"""What may change who sees what, written by the database itself for whoever holds streams.

Streams stay open while rights change. These lines say whose, or which item's or space's, so
that only the streams concerned are asked about again. They are read within a second and kept
for an hour.
"""

from django.db import migrations

from etabli.platform.db.sql import system_function

TABLE = """
CREATE TABLE live_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT now(),
    person_id bigint,
    audience_id bigint,
    item_id bigint,
    space_id bigint
);
CREATE INDEX live_change_tx ON live_change (tx, id);
REVOKE ALL ON live_change FROM etabli_app, PUBLIC;
ALTER TABLE live_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_change FORCE ROW LEVEL SECURITY;
CREATE POLICY live_change_system ON live_change TO etabli_sys USING (true) WITH CHECK (true);
"""

# Appended, never updated: two transactions that change one person's rights do not wait for
# each other here.
ON_MEMBERS = """
CREATE FUNCTION live_on_members() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    INSERT INTO live_change (person_id) SELECT DISTINCT person_id FROM moved;
    RETURN NULL;
END $$
"""
ON_EVERYONE = """
CREATE FUNCTION live_on_everyone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    INSERT INTO live_change (audience_id) VALUES (NEW.id);
    RETURN NULL;
END $$
"""
ON_PERSON = """
CREATE FUNCTION live_on_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    INSERT INTO live_change (person_id) VALUES (NEW.id);
    RETURN NULL;
END $$
"""
ON_ITEM = """
CREATE FUNCTION live_on_item() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    INSERT INTO live_change (item_id) VALUES (OLD.id);
    RETURN NULL;
END $$
"""
ON_SPACE = """
CREATE FUNCTION live_on_space() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    INSERT INTO live_change (space_id) VALUES (OLD.id);
    RETURN NULL;
END $$
"""

TRIGGERS = """
CREATE TRIGGER live_come AFTER INSERT ON access_audiencemember
    REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION live_on_members();
CREATE TRIGGER live_gone AFTER DELETE ON access_audiencemember
    REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION live_on_members();
CREATE TRIGGER live_everyone AFTER UPDATE OF everyone ON access_audience
    FOR EACH ROW WHEN (OLD.everyone <> NEW.everyone) EXECUTE FUNCTION live_on_everyone();
CREATE TRIGGER live_person AFTER UPDATE OF active, kind ON people_person
    FOR EACH ROW WHEN (OLD.active <> NEW.active OR OLD.kind <> NEW.kind)
    EXECUTE FUNCTION live_on_person();
CREATE TRIGGER live_item AFTER UPDATE OF audience_id ON items_item
    FOR EACH ROW WHEN (OLD.audience_id <> NEW.audience_id) EXECUTE FUNCTION live_on_item();
CREATE TRIGGER live_space AFTER UPDATE OF audience_id ON spaces_space
    FOR EACH ROW WHEN (OLD.audience_id <> NEW.audience_id) EXECUTE FUNCTION live_on_space();
"""
DROP_TRIGGERS = """
DROP TRIGGER live_come ON access_audiencemember;
DROP TRIGGER live_gone ON access_audiencemember;
DROP TRIGGER live_everyone ON access_audience;
DROP TRIGGER live_person ON people_person;
DROP TRIGGER live_item ON items_item;
DROP TRIGGER live_space ON spaces_space;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("events", "0003_later"), ("items", "0002_walls"), ("spaces", "0002_audiences")]
    operations = [
        migrations.RunSQL(TABLE, "DROP TABLE live_change"),
        system_function("live_on_members()", ON_MEMBERS),
        system_function("live_on_everyone()", ON_EVERYONE),
        system_function("live_on_person()", ON_PERSON),
        system_function("live_on_item()", ON_ITEM),
        system_function("live_on_space()", ON_SPACE),
        migrations.RunSQL(TRIGGERS, DROP_TRIGGERS),
    ]
