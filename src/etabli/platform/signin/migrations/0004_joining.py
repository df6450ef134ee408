"""Somebody who joins has said nothing of herself yet: that is kept elsewhere now."""

from django.db import migrations

from etabli.platform.db.sql import replaced_function

JOIN = """
CREATE OR REPLACE FUNCTION signin_join(
    given text, new_uid uuid, new_name text, new_key text, new_hue text, new_language text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE invited signin_invitation; joined bigint;
BEGIN
    SELECT * INTO invited FROM signin_invitation WHERE digest = given FOR UPDATE;
    IF invited.id IS NULL OR signin_state(invited) <> 'open' THEN
        RETURN NULL;
    END IF;
    INSERT INTO people_person (uid, kind, name, sort_key, role, job, organisation,
                               language, theme, hue, active, joined_at)
    VALUES (new_uid, invited.kind, new_name, new_key, 'member', '', invited.organisation,
            new_language, '', new_hue, true, now())
    RETURNING id INTO joined;
    UPDATE signin_invitation SET accepted_at = now(), accepted_by_id = joined
    WHERE id = invited.id;
    IF invited.space_id IS NOT NULL THEN
        INSERT INTO spaces_membership (space_id, person_id, rank, since)
        VALUES (invited.space_id, joined, invited.rank, now());
    END IF;
    RETURN joined;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("signin", "0003_addresses")]
    operations = [replaced_function(JOIN)]
