"""What people say of themselves to the whole house is found there; what they say to fewer is not.

What guests are not shown of somebody does not make them find her either: it has a weight of
its own, which their questions leave out.
"""

from importlib import import_module

from django.db import migrations

from etabli.platform.db.sql import replaced_function, system_function

# Migrations are no names that Python imports.
writing = import_module("etabli.platform.search.migrations.0002_writing")
finding = import_module("etabli.platform.search.migrations.0003_finding")

PUT_PEOPLE = writing.put(
    "search_put_people",
    "ids bigint[]",
    """
    SELECT 'person', p.id, NULL, NULL, p.active AND p.kind <> 'link', '', '', NULL, p.id,
           p.joined_at, t.tsv,
           setweight(t.tsv, 'A')
           || setweight(search_body(p.language, concat_ws(' ', p.job, p.organisation)), 'B')
           || setweight(search_body(p.language, (
                SELECT coalesce(string_agg(d.value, ' '), '') FROM profiles_detail d
                WHERE d.person_id = p.id AND d.scope = 'guests')), 'C')
           || setweight(search_body(p.language, concat_ws(' ', u.name, (
                SELECT string_agg(d.value, ' ') FROM profiles_detail d
                WHERE d.person_id = p.id AND d.scope = 'house'
                    AND d.field IN ('bio', 'skills', 'languages', 'site')))), 'D')
    FROM people_person p LEFT JOIN people_unit u ON u.id = p.unit_id,
    LATERAL (SELECT search_title(p.language, p.name) AS tsv) t
    WHERE ids IS NULL OR p.id = ANY (ids)
    """,
).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")

SHOWN_TO_GUESTS = "d.ref_id = ANY ($3) AND ts_filter(d.tsv, '{a,b,c}') @@ $1"
FIND = finding.FIND.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    "coalesce(d.ref_id = ANY ($3), true)", f"($3 IS NULL OR {SHOWN_TO_GUESTS})"
)

ON_DETAIL = writing.trigger(
    "search_on_detail",
    """
    IF NOT access_in_bulk() THEN
        PERFORM search_put_people(ARRAY[coalesce(NEW.person_id, OLD.person_id)]);
    END IF;
    """,
)
TRIGGERS = """
DROP TRIGGER search_person ON people_person;
CREATE TRIGGER search_person AFTER INSERT OR DELETE
    OR UPDATE OF name, job, organisation, unit_id, active, kind, language ON people_person
    FOR EACH ROW EXECUTE FUNCTION search_on_person();
CREATE TRIGGER search_detail AFTER INSERT OR UPDATE OR DELETE ON profiles_detail
    FOR EACH ROW EXECUTE FUNCTION search_on_detail();
"""
AGAIN = "SET LOCAL ROLE etabli_sys; SELECT search_put_people(NULL); SET LOCAL ROLE etabli_owner;"


class Migration(migrations.Migration):
    dependencies = [("search", "0003_finding"), ("profiles", "0001_initial")]
    operations = [
        replaced_function(PUT_PEOPLE),
        replaced_function(FIND, "etabli_search"),
        system_function("search_on_detail()", ON_DETAIL),
        migrations.RunSQL(TRIGGERS, "DROP TRIGGER search_detail ON profiles_detail"),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
    ]
