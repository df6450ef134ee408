"""Who decides in whose place. It is the giver's to write, and theirs both to read."""

import django.db.models.deletion
from django.db import migrations, models

import etabli.lib.ids

TABLE = "access_delegation"
# Whoever is given a delegation may not make one for herself.
WALLS = f"""
ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY;
CREATE POLICY {TABLE}_read ON {TABLE} FOR SELECT TO etabli_app
    USING (giver_id = etabli_me() OR taker_id = etabli_me());
CREATE POLICY {TABLE}_given ON {TABLE} TO etabli_app
    USING (giver_id = etabli_me()) WITH CHECK (giver_id = etabli_me());
CREATE POLICY {TABLE}_system ON {TABLE} TO etabli_sys USING (true) WITH CHECK (true);
"""
DROP = f"""
DROP POLICY {TABLE}_read ON {TABLE};
DROP POLICY {TABLE}_given ON {TABLE};
DROP POLICY {TABLE}_system ON {TABLE};
ALTER TABLE {TABLE} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY;
"""
KINDS = [
    ("organisation", "Organisation"),
    ("space", "Space"),
    ("unit", "Unit"),
    ("person", "Person"),
    ("manager_of", "Manager Of"),
    ("acting_for", "Acting For"),
]


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
    )


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("people", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="grant",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=12),
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "uid",
                    models.UUIDField(default=etabli.lib.ids.uuid7, editable=False, unique=True),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
                ("active", models.BooleanField(default=False)),
                ("giver", _person()),
                ("taker", _person()),
            ],
            options={
                "indexes": [models.Index(fields=["giver"], name="delegation_giver")],
            },
        ),
        migrations.RunSQL(WALLS, DROP),
    ]
