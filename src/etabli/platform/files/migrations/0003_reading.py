"""What files say: for whoever may open the file, written by the worker alone."""

import django.db.models.deletion
from django.db import migrations, models

# The file's own policies answer here: what is asked of it is asked as the same person.
WALLS = """
ALTER TABLE files_reading ENABLE ROW LEVEL SECURITY;
ALTER TABLE files_reading FORCE ROW LEVEL SECURITY;
REVOKE INSERT, UPDATE ON files_reading FROM etabli_app;
CREATE POLICY files_reading_with_file ON files_reading FOR SELECT TO etabli_app
    USING (EXISTS (SELECT 1 FROM files_storedfile f WHERE f.id = file_id));
CREATE POLICY files_reading_withdrawn ON files_reading FOR DELETE TO etabli_app
    USING (EXISTS (SELECT 1 FROM files_storedfile f
                   WHERE f.id = file_id AND f.audience_id IS NULL AND f.author_id = etabli_me()));
CREATE POLICY files_reading_system ON files_reading TO etabli_sys USING (true) WITH CHECK (true);
"""
DOWN = """
DROP POLICY files_reading_with_file ON files_reading;
DROP POLICY files_reading_withdrawn ON files_reading;
DROP POLICY files_reading_system ON files_reading;
"""


class Migration(migrations.Migration):
    dependencies = [("files", "0002_walls")]
    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="drawn",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reading",
                        serialize=False,
                        to="files.storedfile",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("read", "Read"),
                            ("locked", "Locked"),
                            ("damaged", "Damaged"),
                            ("heavy", "Heavy"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True, default="")),
                ("pages", models.IntegerField(null=True)),
            ],
        ),
        migrations.RunSQL(WALLS, DOWN),
    ]
