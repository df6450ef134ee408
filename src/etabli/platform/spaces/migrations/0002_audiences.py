"""Who is in which audience, kept true by the database itself."""

from django.db import migrations

from etabli.platform.db.sql import MINE, content_table, personal_table, system_function

IS_MEMBER = """
CREATE FUNCTION etabli_is_member() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM people_person
                   WHERE id = etabli_me() AND active AND kind = 'person')
$$
"""

# Guests see the people of the spaces they were invited to, and nobody else.
COMPANIONS = """
CREATE FUNCTION etabli_companions() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public ROWS 100 AS $$
    SELECT etabli_me()
    UNION
    SELECT other.person_id
    FROM spaces_membership mine
    JOIN people_person me ON me.id = mine.person_id AND me.active
    JOIN spaces_space s ON s.id = mine.space_id
    JOIN spaces_membership other ON other.space_id = ANY (s.lineage)
    WHERE mine.person_id = etabli_me() AND (other.rank > 10 OR other.person_id = etabli_me())
$$
"""

# Members of an ancestor are members of what inherits from it, but for its guests:
# they see what they were given and nothing below it.
EXPAND = """
CREATE FUNCTION access_expand(aid bigint, pid bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
    SELECT p.id FROM (
        SELECT g.target AS id FROM access_grant g
        WHERE g.audience_id = aid AND g.kind = 'person'
        UNION
        SELECT q.manager_id FROM access_grant g JOIN people_person q ON q.id = g.target
        WHERE g.audience_id = aid AND g.kind = 'manager_of'
        UNION
        SELECT q.id FROM access_grant g
        JOIN people_unit u ON g.target = ANY (u.path)
        JOIN people_person q ON q.unit_id = u.id
        WHERE g.audience_id = aid AND g.kind = 'unit'
        UNION
        SELECT m.person_id FROM access_grant g
        JOIN spaces_space s ON s.id = g.target
        JOIN spaces_membership m ON m.space_id = ANY (s.lineage)
        WHERE g.audience_id = aid AND g.kind = 'space' AND m.rank >= g.rank
          AND (m.space_id = s.id OR m.rank > 10)
          AND (pid IS NULL OR m.person_id = pid)
    ) granted
    JOIN people_person p ON p.id = granted.id
    WHERE p.active AND (pid IS NULL OR p.id = pid)
$$
"""

EVERYONE = """
CREATE FUNCTION access_everyone(aid bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM access_grant g LEFT JOIN spaces_space s ON s.id = g.target
        WHERE g.audience_id = aid
          AND (g.kind = 'organisation'
               OR (g.kind = 'space' AND g.rank <= 20 AND s.visibility = 'open'))
    )
$$
"""

REFRESH = """
CREATE FUNCTION access_refresh(aid bigint, pid bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE gone integer; come integer;
BEGIN
    DELETE FROM access_audiencemember m
    WHERE m.audience_id = aid AND (pid IS NULL OR m.person_id = pid)
      AND m.person_id NOT IN (SELECT access_expand(aid, pid));
    GET DIAGNOSTICS gone = ROW_COUNT;
    INSERT INTO access_audiencemember (audience_id, person_id)
    SELECT aid, x FROM access_expand(aid, pid) x ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS come = ROW_COUNT;
    UPDATE access_audience a SET size = a.size + come - gone, everyone = access_everyone(aid)
    WHERE a.id = aid AND (come <> gone OR a.everyone <> access_everyone(aid));
END $$
"""

# A bulk load (etabli_sys only) says `SET etabli.bulk = on` and refreshes once at its end.
BULK = """
CREATE FUNCTION access_in_bulk() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT session_user = 'etabli_sys'
       AND coalesce(current_setting('etabli.bulk', true), '') = 'on'
$$
"""

GRANTED = """
CREATE FUNCTION access_on_grant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NOT access_in_bulk() THEN
        PERFORM access_refresh(g.audience_id, NULL)
        FROM (SELECT DISTINCT audience_id FROM granted) g;
    END IF;
    RETURN NULL;
END $$
"""

MEMBERSHIP = """
CREATE FUNCTION access_on_membership() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE changed record;
BEGIN
    IF access_in_bulk() THEN RETURN NULL; END IF;
    FOR changed IN
        SELECT x.space_id, x.person_id FROM (
            SELECT OLD.space_id, OLD.person_id WHERE TG_OP <> 'INSERT'
            UNION SELECT NEW.space_id, NEW.person_id WHERE TG_OP <> 'DELETE') x
    LOOP
        PERFORM access_refresh(g.audience_id, changed.person_id)
        FROM (SELECT DISTINCT g.audience_id FROM access_grant g
              JOIN spaces_space s ON s.id = g.target
              WHERE g.kind = 'space' AND changed.space_id = ANY (s.lineage)) g;
    END LOOP;
    RETURN NULL;
END $$
"""

PERSON = """
CREATE FUNCTION access_on_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF access_in_bulk() THEN RETURN NULL; END IF;
    IF OLD.active <> NEW.active OR OLD.kind <> NEW.kind THEN
        IF NEW.active THEN
            PERFORM access_refresh(g.audience_id, NEW.id)
            FROM (SELECT DISTINCT g.audience_id FROM access_grant g
                  LEFT JOIN spaces_space s ON s.id = g.target AND g.kind = 'space'
                  WHERE (g.kind = 'person' AND g.target = NEW.id)
                     OR (g.kind = 'manager_of' AND g.target IN
                         (SELECT id FROM people_person WHERE manager_id = NEW.id))
                     OR (g.kind = 'unit' AND g.target = ANY
                         (SELECT unnest(path) FROM people_unit WHERE id = NEW.unit_id))
                     OR (g.kind = 'space' AND s.lineage && ARRAY
                         (SELECT space_id FROM spaces_membership WHERE person_id = NEW.id))) g;
        ELSE
            PERFORM access_refresh(audience_id, NEW.id)
            FROM access_audiencemember WHERE person_id = NEW.id;
        END IF;
    END IF;
    IF OLD.manager_id IS DISTINCT FROM NEW.manager_id THEN
        PERFORM access_refresh(audience_id, NULL)
        FROM (SELECT DISTINCT audience_id FROM access_grant
              WHERE kind = 'manager_of' AND target = NEW.id) g;
    END IF;
    IF OLD.unit_id IS DISTINCT FROM NEW.unit_id THEN
        PERFORM access_refresh(g.audience_id, NEW.id)
        FROM (SELECT DISTINCT audience_id FROM access_grant WHERE kind = 'unit' AND target = ANY
              (SELECT unnest(path) FROM people_unit WHERE id IN (OLD.unit_id, NEW.unit_id))) g;
    END IF;
    RETURN NULL;
END $$
"""

# A new person may already be named by a grant only through her unit.
NEW_PERSON = """
CREATE FUNCTION access_on_new_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NOT access_in_bulk() AND NEW.unit_id IS NOT NULL THEN
        PERFORM access_refresh(g.audience_id, NEW.id)
        FROM (SELECT DISTINCT audience_id FROM access_grant WHERE kind = 'unit' AND target = ANY
              (SELECT unnest(path) FROM people_unit WHERE id = NEW.unit_id)) g;
    END IF;
    IF NOT access_in_bulk() AND NEW.manager_id IS NOT NULL THEN
        PERFORM access_refresh(g.audience_id, NULL)
        FROM (SELECT DISTINCT audience_id FROM access_grant
              WHERE kind = 'manager_of' AND target = NEW.id) g;
    END IF;
    RETURN NULL;
END $$
"""

SPACE = """
CREATE FUNCTION access_on_space() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NOT access_in_bulk()
       AND (OLD.visibility <> NEW.visibility OR OLD.lineage <> NEW.lineage) THEN
        PERFORM access_refresh(g.audience_id, NULL)
        FROM (SELECT DISTINCT audience_id FROM access_grant
              WHERE kind = 'space' AND target = NEW.id) g;
    END IF;
    RETURN NULL;
END $$
"""

UNIT = """
CREATE FUNCTION access_on_unit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NOT access_in_bulk() AND OLD.path <> NEW.path THEN
        PERFORM access_refresh(g.audience_id, NULL)
        FROM (SELECT DISTINCT audience_id FROM access_grant
              WHERE kind = 'unit' AND target = ANY (OLD.path || NEW.path)) g;
    END IF;
    RETURN NULL;
END $$
"""

TRIGGERS = """
CREATE TRIGGER access_granted AFTER INSERT ON access_grant
    REFERENCING NEW TABLE AS granted FOR EACH STATEMENT EXECUTE FUNCTION access_on_grant();
CREATE TRIGGER access_membership AFTER INSERT OR UPDATE OR DELETE ON spaces_membership
    FOR EACH ROW EXECUTE FUNCTION access_on_membership();
CREATE TRIGGER access_person AFTER UPDATE ON people_person
    FOR EACH ROW EXECUTE FUNCTION access_on_person();
CREATE TRIGGER access_new_person AFTER INSERT ON people_person
    FOR EACH ROW EXECUTE FUNCTION access_on_new_person();
CREATE TRIGGER access_space AFTER UPDATE ON spaces_space
    FOR EACH ROW EXECUTE FUNCTION access_on_space();
CREATE TRIGGER access_unit AFTER UPDATE ON people_unit
    FOR EACH ROW EXECUTE FUNCTION access_on_unit();
"""
DROP_TRIGGERS = """
DROP TRIGGER access_granted ON access_grant;
DROP TRIGGER access_membership ON spaces_membership;
DROP TRIGGER access_person ON people_person;
DROP TRIGGER access_new_person ON people_person;
DROP TRIGGER access_space ON spaces_space;
DROP TRIGGER access_unit ON people_unit;
"""

# Only the database writes who is in an audience.
MEMBERS_READ_ONLY = "REVOKE INSERT, UPDATE, DELETE ON access_audiencemember FROM etabli_app"
MEMBERS_WRITTEN = "GRANT INSERT, UPDATE, DELETE ON access_audiencemember TO etabli_app"

IN_READABLE_SPACE = f"""
    space_id IN (SELECT s.id FROM spaces_space s WHERE s.readers_id IN {MINE})
"""


class Migration(migrations.Migration):
    dependencies = [
        ("spaces", "0001_initial"),
        ("people", "0001_initial"),
        ("access", "0001_initial"),
    ]
    operations = [
        system_function("etabli_is_member()", IS_MEMBER),
        system_function("etabli_companions()", COMPANIONS),
        migrations.RunSQL(EXPAND, "DROP FUNCTION access_expand(bigint, bigint)"),
        migrations.RunSQL(EVERYONE, "DROP FUNCTION access_everyone(bigint)"),
        migrations.RunSQL(BULK, "DROP FUNCTION access_in_bulk()"),
        system_function("access_refresh(bigint, bigint)", REFRESH),
        system_function("access_on_grant()", GRANTED),
        system_function("access_on_membership()", MEMBERSHIP),
        system_function("access_on_person()", PERSON),
        system_function("access_on_new_person()", NEW_PERSON),
        system_function("access_on_space()", SPACE),
        system_function("access_on_unit()", UNIT),
        migrations.RunSQL(TRIGGERS, DROP_TRIGGERS),
        migrations.RunSQL(
            "REVOKE EXECUTE ON FUNCTION access_refresh(bigint, bigint) FROM PUBLIC",
            "GRANT EXECUTE ON FUNCTION access_refresh(bigint, bigint) TO PUBLIC",
        ),
        migrations.RunSQL(MEMBERS_READ_ONLY, MEMBERS_WRITTEN),
        personal_table("access_audiencemember"),
        content_table(
            "people_person",
            "(SELECT etabli_is_member()) OR id IN (SELECT etabli_companions())",
        ),
        content_table("spaces_space", f"audience_id IN {MINE}"),
        content_table("spaces_membership", f"person_id = etabli_me() OR {IN_READABLE_SPACE}"),
        content_table("spaces_spaceapp", IN_READABLE_SPACE),
        content_table("spaces_joinrequest", f"person_id = etabli_me() OR {IN_READABLE_SPACE}"),
        content_table("spaces_archiving", IN_READABLE_SPACE),
    ]
