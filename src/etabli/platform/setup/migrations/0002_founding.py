"""A founder has said nothing of herself yet: that is kept elsewhere now."""

from django.db import migrations

from etabli.platform.db.sql import replaced_function

FOUND = """
CREATE OR REPLACE FUNCTION setup_found(
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
    INSERT INTO people_person (uid, kind, name, sort_key, role, job, organisation,
                               language, theme, hue, active, joined_at)
    VALUES (new_uid, 'person', new_name, new_key, 'admin', '', '', house_language, '',
            new_hue, true, now())
    RETURNING id INTO founder;
    RETURN founder;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("setup", "0001_initial")]
    operations = [replaced_function(FOUND)]
