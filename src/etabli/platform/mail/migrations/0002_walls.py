"""The web drops letters in the box; only the worker opens it."""

from django.db import migrations

WALLS = """
ALTER TABLE mail_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY mail_letter_drop ON mail_letter FOR INSERT TO etabli_app WITH CHECK (true);
CREATE POLICY mail_letter_system ON mail_letter TO etabli_sys USING (true) WITH CHECK (true);
REVOKE SELECT, UPDATE, DELETE ON mail_letter FROM etabli_app;
"""


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_initial")]
    operations = [migrations.RunSQL(WALLS, migrations.RunSQL.noop)]
