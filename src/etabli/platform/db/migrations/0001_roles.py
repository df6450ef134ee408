"""What the roles may do by default; each content table narrows it by policies."""

from django.db import migrations

GRANTS = """
GRANT USAGE ON SCHEMA public TO etabli_app, etabli_sys, etabli_search;
GRANT CREATE ON SCHEMA public TO etabli_sys, etabli_search;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO etabli_app, etabli_sys;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO etabli_app, etabli_sys;
GRANT SELECT ON django_migrations TO etabli_app, etabli_sys;
"""

ME = """
CREATE FUNCTION etabli_me() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('etabli.uid', true), '')::bigint $$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    # Default privileges only reach tables made after them.
    run_before = [
        ("contenttypes", "0001_initial"),
        ("auth", "0001_initial"),
        ("sessions", "0001_initial"),
        ("account", "0001_initial"),
        ("mfa", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(ME, "DROP FUNCTION etabli_me()"),
    ]
