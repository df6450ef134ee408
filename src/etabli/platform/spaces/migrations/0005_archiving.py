"""Whoever may know of a space knows that it is archived, in it or not.

Somebody whom an item names, assigned from outside a closed space, must find it read only too.
"""

from django.db import migrations

from etabli.platform.db.sql import MINE

TOLD = f"""
CREATE POLICY spaces_archiving_told ON spaces_archiving FOR SELECT TO etabli_app
    USING (space_id IN (SELECT s.id FROM spaces_space s WHERE s.audience_id IN {MINE}))
"""


class Migration(migrations.Migration):
    dependencies = [("spaces", "0004_delegations")]
    operations = [
        migrations.RunSQL(TOLD, "DROP POLICY spaces_archiving_told ON spaces_archiving"),
    ]
