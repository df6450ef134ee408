"""The first run, who may change the house, and the only way to its first administrator."""

import django.utils.timezone
from django.db import migrations, models

from etabli.platform.db.sql import system_function

IS_ADMIN = """
CREATE FUNCTION etabli_is_admin() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM people_person
                   WHERE id = etabli_me() AND active AND kind = 'person' AND role = 'admin')
$$
"""

HOUSE = """
ALTER TABLE house_house ENABLE ROW LEVEL SECURITY;
ALTER TABLE house_house FORCE ROW LEVEL SECURITY;
CREATE POLICY house_read ON house_house FOR SELECT TO etabli_app USING (true);
CREATE POLICY house_change ON house_house FOR UPDATE TO etabli_app
    USING (etabli_is_admin()) WITH CHECK (etabli_is_admin());
CREATE POLICY house_system ON house_house TO etabli_sys USING (true) WITH CHECK (true);
REVOKE INSERT, DELETE ON house_house FROM etabli_app;
REVOKE INSERT, DELETE ON setup_firstrun FROM etabli_app;
"""

# One transaction, one winner: the house's row is locked, and once it is set up no secret opens
# anything any more.
FOUND = """
CREATE FUNCTION setup_found(
    given text, house_name text, house_colour text, house_language text,
    new_uid uuid, new_name text, new_key text, new_hue text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE founder bigint;
BEGIN
    PERFORM 1 FROM house_house WHERE set_up_at IS NULL FOR UPDATE;
    IF NOT FOUND OR NOT EXISTS (SELECT 1 FROM setup_firstrun WHERE digest = given) THEN
        RETURN NULL;
    END IF;
    DELETE FROM setup_firstrun;
    UPDATE house_house SET name = house_name, colour = house_colour, language = house_language,
                           set_up_at = now();
    INSERT INTO people_person (uid, kind, name, sort_key, role, job, organisation, phone, site,
                               bio, language, theme, hue, active, joined_at)
    VALUES (new_uid, 'person', new_name, new_key, 'admin', '', '', '', '', '', house_language, '',
            new_hue, true, now())
    RETURNING id INTO founder;
    RETURN founder;
END $$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("house", "0001_initial"), ("people", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="FirstRun",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answers", models.JSONField(default=dict)),
            ],
        ),
        system_function("etabli_is_admin()", IS_ADMIN),
        migrations.RunSQL(HOUSE, migrations.RunSQL.noop),
        system_function("setup_found(text, text, text, text, uuid, text, text, text)", FOUND),
    ]
