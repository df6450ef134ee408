"""What people say of themselves moves to rows of its own, each under those who may read it."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from etabli.lib.text import FOLD_SQL

# « My unit » is whoever belongs to the same unit or below it; both follow her as she moves.
READ = """
    person_id = etabli_me()
    OR (scope = 'guests' AND person_id IN (SELECT etabli_companions()))
    OR ((SELECT etabli_is_member()) AND (
        (scope = 'guests' OR scope = 'house')
        OR (scope = 'unit' AND person_id IN (
            SELECT p.id FROM people_person p WHERE p.unit_id IN (
                SELECT unnest(u.path) FROM people_unit u
                JOIN people_person me ON me.unit_id = u.id WHERE me.id = etabli_me())))
        OR ((scope = 'unit' OR scope = 'manager') AND person_id IN (
            SELECT p.id FROM people_person p WHERE p.manager_id = etabli_me()))
    ))
"""
WRITE = "person_id = etabli_me() OR (SELECT etabli_is_admin())"
WALLS = f"""
ALTER TABLE profiles_detail ENABLE ROW LEVEL SECURITY;
ALTER TABLE profiles_detail FORCE ROW LEVEL SECURITY;
CREATE POLICY profiles_detail_by_reader ON profiles_detail FOR SELECT TO etabli_app USING ({READ});
CREATE POLICY profiles_detail_said ON profiles_detail FOR INSERT TO etabli_app WITH CHECK ({WRITE});
CREATE POLICY profiles_detail_changed ON profiles_detail FOR UPDATE TO etabli_app
    USING ({WRITE}) WITH CHECK ({WRITE});
CREATE POLICY profiles_detail_taken_back ON profiles_detail FOR DELETE TO etabli_app
    USING ({WRITE});
CREATE POLICY profiles_detail_system ON profiles_detail TO etabli_sys
    USING (true) WITH CHECK (true);

ALTER TABLE profiles_presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE profiles_presence FORCE ROW LEVEL SECURITY;
CREATE POLICY profiles_presence_by_member ON profiles_presence FOR SELECT TO etabli_app
    USING (person_id = etabli_me() OR (SELECT etabli_is_member()));
CREATE POLICY profiles_presence_own ON profiles_presence TO etabli_app
    USING (person_id = etabli_me()) WITH CHECK (person_id = etabli_me());
CREATE POLICY profiles_presence_system ON profiles_presence TO etabli_sys
    USING (true) WITH CHECK (true);
"""
DOWN = """
DROP POLICY profiles_detail_by_reader ON profiles_detail;
DROP POLICY profiles_detail_said ON profiles_detail;
DROP POLICY profiles_detail_changed ON profiles_detail;
DROP POLICY profiles_detail_taken_back ON profiles_detail;
DROP POLICY profiles_detail_system ON profiles_detail;
DROP POLICY profiles_presence_by_member ON profiles_presence;
DROP POLICY profiles_presence_own ON profiles_presence;
DROP POLICY profiles_presence_system ON profiles_presence;
"""

# Whoever owns the tables is held by their policies too: not while the words move.
MOVE = f"""
ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY;
INSERT INTO profiles_detail (person_id, field, position, value, folded, scope)
SELECT id, field, 0, value, left({FOLD_SQL}, 200), 'house' FROM (
    SELECT id, 'phone' AS field, phone AS value FROM people_person
    UNION ALL SELECT id, 'site', site FROM people_person
    UNION ALL SELECT id, 'bio', bio FROM people_person) said
WHERE value <> '';
ALTER TABLE people_person FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("people", "0001_initial"),
        ("spaces", "0002_audiences"),
        ("setup", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="presence",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "In a meeting"),
                            ("quiet", "Working quietly"),
                            ("field", "Out on site"),
                            ("away", "Away"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=100)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Detail",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("field", models.CharField(max_length=16)),
                ("position", models.SmallIntegerField(default=0)),
                ("value", models.TextField(max_length=2000)),
                ("folded", models.CharField(max_length=200)),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("guests", "The house, and guests of my spaces"),
                            ("house", "The whole house"),
                            ("unit", "My unit and my manager"),
                            ("manager", "My manager and me"),
                            ("me", "Only me"),
                        ],
                        default="house",
                        max_length=8,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="details",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("field__in", ["site", "skills", "languages"])),
                        fields=["field", "folded"],
                        name="detail_found",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "field", "position"), name="one_detail"
                    )
                ],
            },
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RunSQL(WALLS, DOWN),
    ]
