"""Who sees invitations, and the only way in for somebody who is nobody yet."""

from django.db import migrations

from etabli.platform.db.sql import MINE, content_table, system_function

# Those who may invite: administrators to the house, animators and owners to their space.
INVITES = """
CREATE FUNCTION signin_invites(pid bigint, sid bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (
        SELECT 1 FROM people_person p
        WHERE p.id = pid AND p.active AND p.kind = 'person'
          AND CASE WHEN sid IS NULL THEN p.role = 'admin' ELSE EXISTS (
              SELECT 1 FROM spaces_space s
              JOIN spaces_membership m ON m.space_id = ANY (s.lineage)
              WHERE s.id = sid AND m.person_id = pid AND m.rank >= 40) END)
$$
"""

# An invitation is worth what whoever sent it may still do. The command line sends as nobody.
STATE = """
CREATE FUNCTION signin_state(i signin_invitation) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT CASE WHEN i.accepted_at IS NOT NULL THEN 'used'
                WHEN i.revoked_at IS NOT NULL THEN 'revoked'
                WHEN i.by_id IS NOT NULL AND NOT signin_invites(i.by_id, i.space_id)
                    THEN 'revoked'
                WHEN i.expires_at <= now() THEN 'expired'
                ELSE 'open' END
$$
"""

# What the page of a link may show, asked with the secret's digest and nothing else.
SHOWN = """
CREATE FUNCTION signin_shown(given text)
RETURNS TABLE (email text, kind text, language text, state text, space_name text, by_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT i.email::text, i.kind::text, i.language::text, signin_state(i),
           coalesce(s.name, '')::text, coalesce(p.name, '')::text
    FROM signin_invitation i
    LEFT JOIN spaces_space s ON s.id = i.space_id
    LEFT JOIN people_person p ON p.id = i.by_id
    WHERE i.digest = given
$$
"""

# The row is locked: of two clicks at the same time, one joins.
JOIN = """
CREATE FUNCTION signin_join(
    given text, new_uid uuid, new_name text, new_key text, new_hue text, new_language text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE invited signin_invitation; joined bigint;
BEGIN
    SELECT * INTO invited FROM signin_invitation WHERE digest = given FOR UPDATE;
    IF invited.id IS NULL OR signin_state(invited) <> 'open' THEN
        RETURN NULL;
    END IF;
    INSERT INTO people_person (uid, kind, name, sort_key, role, job, organisation, phone, site,
                               bio, language, theme, hue, active, joined_at)
    VALUES (new_uid, invited.kind, new_name, new_key, 'member', '', invited.organisation, '', '',
            '', new_language, '', new_hue, true, now())
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

MAY_READ = f"""
    by_id = etabli_me()
    OR signin_invites(etabli_me(), NULL)
    OR (space_id IN (SELECT s.id FROM spaces_space s WHERE s.readers_id IN {MINE})
        AND signin_invites(etabli_me(), space_id))
"""


class Migration(migrations.Migration):
    dependencies = [("signin", "0001_initial"), ("spaces", "0002_audiences")]
    operations = [
        system_function("signin_invites(bigint, bigint)", INVITES),
        system_function("signin_state(signin_invitation)", STATE),
        system_function("signin_shown(text)", SHOWN),
        system_function("signin_join(text, uuid, text, text, text, text)", JOIN),
        content_table("signin_invitation", MAY_READ),
    ]
