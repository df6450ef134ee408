"""The walls of spaces are asked row by row where rows are few: see ``db.sql.hers``. The highest
ranks of a space are read in their order.
"""

from importlib import import_module

from django.db import migrations, models
from django.db.migrations import RunSQL

from etabli.platform.db.sql import MINE, hers, in_space_hers, policy_again

# Migrations are no names that Python imports.
BEFORE = import_module("etabli.platform.spaces.migrations.0002_audiences").IN_READABLE_SPACE
OWN = "person_id = etabli_me() OR"
TOLD = "ALTER POLICY spaces_archiving_told ON spaces_archiving USING (%s)"
KNOWN = f"""EXISTS (SELECT FROM spaces_space s
    WHERE s.id = spaces_archiving.space_id AND {hers("s.audience_id")})"""
TOLD_BEFORE = f"space_id IN (SELECT s.id FROM spaces_space s WHERE s.audience_id IN {MINE})"


class Migration(migrations.Migration):
    dependencies = [("spaces", "0006_planning")]
    operations = [
        policy_again("spaces_space", hers("spaces_space.audience_id"), f"audience_id IN {MINE}"),
        *(
            policy_again(
                f"spaces_{name}",
                f"{own} {in_space_hers(f'spaces_{name}')}",
                f"{own} {BEFORE}",
            )
            for name, own in (
                ("membership", OWN),
                ("spaceapp", ""),
                ("joinrequest", OWN),
                ("archiving", ""),
            )
        ),
        RunSQL(TOLD % KNOWN, TOLD % TOLD_BEFORE),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["space", "-rank", "id"], name="membership_by_rank"),
        ),
    ]
