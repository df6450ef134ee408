"""Who reads a file: its author alone, then the audience of what it is attached to."""

from django.db import migrations

from etabli.platform.db.sql import MINE

# Only the triggers of attachments (as etabli_sys) give a file its audience: with one policy
# for reading and writing, whoever reads a file could hand it to another circle of hers.
WALLS = f"""
ALTER TABLE files_storedfile ENABLE ROW LEVEL SECURITY;
ALTER TABLE files_storedfile FORCE ROW LEVEL SECURITY;
CREATE POLICY files_storedfile_by_audience ON files_storedfile FOR SELECT TO etabli_app
    USING (audience_id IN {MINE} OR (audience_id IS NULL AND author_id = etabli_me()));
CREATE POLICY files_storedfile_sent ON files_storedfile FOR INSERT TO etabli_app
    WITH CHECK (audience_id IS NULL AND author_id = etabli_me());
CREATE POLICY files_storedfile_mended ON files_storedfile FOR UPDATE TO etabli_app
    USING (audience_id IS NULL AND author_id = etabli_me())
    WITH CHECK (audience_id IS NULL AND author_id = etabli_me());
CREATE POLICY files_storedfile_withdrawn ON files_storedfile FOR DELETE TO etabli_app
    USING (audience_id IS NULL AND author_id = etabli_me());
CREATE POLICY files_storedfile_system ON files_storedfile TO etabli_sys
    USING (true) WITH CHECK (true);
"""
DOWN = """
DROP POLICY files_storedfile_by_audience ON files_storedfile;
DROP POLICY files_storedfile_sent ON files_storedfile;
DROP POLICY files_storedfile_mended ON files_storedfile;
DROP POLICY files_storedfile_withdrawn ON files_storedfile;
DROP POLICY files_storedfile_system ON files_storedfile;
ALTER TABLE files_storedfile NO FORCE ROW LEVEL SECURITY;
ALTER TABLE files_storedfile DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("spaces", "0002_audiences")]
    operations = [migrations.RunSQL(WALLS, DOWN)]
