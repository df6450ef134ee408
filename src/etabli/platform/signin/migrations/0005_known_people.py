"""An invitation may be for somebody who is there already, brought in without an account."""

import django.db.models.deletion
from django.db import migrations, models

from etabli.platform.db.sql import replaced_function, system_function

STATE = """
CREATE OR REPLACE FUNCTION signin_state(i signin_invitation) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT CASE WHEN i.accepted_at IS NOT NULL THEN 'used'
                WHEN i.revoked_at IS NOT NULL THEN 'revoked'
                WHEN i.by_id IS NOT NULL AND NOT signin_invites(i.by_id, i.space_id)
                    THEN 'revoked'
                WHEN EXISTS (SELECT 1 FROM people_account a WHERE a.person_id = i.person_id)
                    THEN 'used'
                WHEN EXISTS (SELECT 1 FROM people_person p
                             WHERE p.id = i.person_id AND NOT p.active) THEN 'revoked'
                WHEN i.expires_at <= now() THEN 'expired'
                ELSE 'open' END
$$
"""

# The name she was brought in with, for whoever holds the secret; '' for somebody new.
NAMED = """
CREATE FUNCTION signin_named(given text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT coalesce((SELECT p.name FROM signin_invitation i
                     JOIN people_person p ON p.id = i.person_id WHERE i.digest = given), '')
$$
"""

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
    IF invited.person_id IS NOT NULL THEN
        UPDATE people_person SET name = new_name, sort_key = new_key, language = new_language
        WHERE id = invited.person_id RETURNING id INTO joined;
    ELSE
        INSERT INTO people_person (uid, kind, name, sort_key, role, job, organisation,
                                   language, theme, hue, active, joined_at)
        VALUES (new_uid, invited.kind, new_name, new_key, 'member', '', invited.organisation,
                new_language, '', new_hue, true, now())
        RETURNING id INTO joined;
    END IF;
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
    dependencies = [("signin", "0004_joining")]
    operations = [
        migrations.AddField(
            model_name="invitation",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.person",
            ),
        ),
        replaced_function(STATE),
        system_function("signin_named(text)", NAMED),
        replaced_function(JOIN),
    ]
