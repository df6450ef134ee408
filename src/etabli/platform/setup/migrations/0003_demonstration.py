"""The demonstration says that it is one, to administrators alone."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

# Whoever founds the house is its administrator when the demonstration is brought in.
WALLS = """
ALTER TABLE setup_demonstration ENABLE ROW LEVEL SECURITY;
ALTER TABLE setup_demonstration FORCE ROW LEVEL SECURITY;
REVOKE UPDATE, DELETE ON setup_demonstration FROM etabli_app;
GRANT UPDATE (wanted_at, refusal) ON setup_demonstration TO etabli_app;
CREATE POLICY setup_demonstration_of_admins ON setup_demonstration TO etabli_app
    USING (etabli_is_admin()) WITH CHECK (etabli_is_admin());
CREATE POLICY setup_demonstration_system ON setup_demonstration TO etabli_sys
    USING (true) WITH CHECK (true);
"""
DOWN = """
DROP POLICY setup_demonstration_of_admins ON setup_demonstration;
DROP POLICY setup_demonstration_system ON setup_demonstration;
"""


class Migration(migrations.Migration):
    dependencies = [("setup", "0002_founding"), ("people", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Demonstration",
            fields=[
                (
                    "id",
                    models.SmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("loaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("wanted_at", models.DateTimeField(null=True)),
                ("began_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(blank=True, default="", max_length=300)),
                (
                    "founder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_demonstration")
                ]
            },
        ),
        migrations.RunSQL(WALLS, DOWN),
    ]
