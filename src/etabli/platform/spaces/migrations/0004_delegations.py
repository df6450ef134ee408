"""Whoever decides in the place of another is in her audiences, for as long as it lasts."""

from importlib import import_module

from django.db import migrations

from etabli.platform.db.sql import system_function

FORMER = import_module("etabli.platform.spaces.migrations.0002_audiences")

STANDING_IN = """
        UNION
        SELECT d.taker_id FROM access_grant g
        JOIN access_delegation d ON d.giver_id = g.target AND d.active
        WHERE g.audience_id = aid AND g.kind = 'acting_for'
        UNION
        SELECT d.taker_id FROM access_grant g
        JOIN people_person q ON q.id = g.target
        JOIN access_delegation d ON d.giver_id = q.manager_id AND d.active
        WHERE g.audience_id = aid AND g.kind = 'manager_of'
    ) granted
"""
EXPAND = FORMER.EXPAND.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
WIDER = EXPAND.replace("    ) granted\n", STANDING_IN.lstrip("\n"), 1)

DELEGATED = """
CREATE FUNCTION access_on_delegation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE changed record;
BEGIN
    IF access_in_bulk() THEN RETURN NULL; END IF;
    FOR changed IN
        SELECT DISTINCT x.giver_id, x.taker_id FROM (
            SELECT OLD.giver_id, OLD.taker_id WHERE TG_OP <> 'INSERT' AND OLD.active
            UNION SELECT NEW.giver_id, NEW.taker_id WHERE TG_OP <> 'DELETE' AND NEW.active) x
    LOOP
        PERFORM access_refresh(g.audience_id, changed.taker_id)
        FROM (SELECT DISTINCT g.audience_id FROM access_grant g
              LEFT JOIN people_person q ON q.id = g.target AND g.kind = 'manager_of'
              WHERE (g.kind = 'acting_for' AND g.target = changed.giver_id)
                 OR (g.kind = 'manager_of' AND q.manager_id = changed.giver_id)) g;
    END LOOP;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER access_delegated AFTER INSERT OR UPDATE OR DELETE ON access_delegation
    FOR EACH ROW EXECUTE FUNCTION access_on_delegation()
"""

# What somebody gave and was given ends when she leaves the house, whoever closes her account.
LEFT = """
CREATE FUNCTION access_on_leaving() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE access_delegation SET withdrawn_on = current_date, active = false
    WHERE withdrawn_on IS NULL AND NEW.id IN (giver_id, taker_id);
    RETURN NULL;
END $$
"""
LEAVING = """
CREATE TRIGGER access_leaving AFTER UPDATE OF active ON people_person
    FOR EACH ROW WHEN (OLD.active AND NOT NEW.active) EXECUTE FUNCTION access_on_leaving()
"""


class Migration(migrations.Migration):
    dependencies = [("spaces", "0003_asks"), ("access", "0002_delegation")]
    operations = [
        migrations.RunSQL(WIDER, EXPAND),
        system_function("access_on_delegation()", DELEGATED),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER access_delegated ON access_delegation"),
        system_function("access_on_leaving()", LEFT),
        migrations.RunSQL(LEAVING, "DROP TRIGGER access_leaving ON people_person"),
    ]
