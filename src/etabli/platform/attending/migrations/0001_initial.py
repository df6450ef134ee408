"""Who comes, read by whoever reads the item."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from etabli.platform.db.sql import content_table, system_function

FOLLOWS = """
CREATE FUNCTION attending_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE attending_attendance SET audience_id = NEW.audience_id WHERE item_id = NEW.id;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER attending_audience AFTER UPDATE OF audience_id ON items_item
    FOR EACH ROW WHEN (OLD.audience_id <> NEW.audience_id)
    EXECUTE FUNCTION attending_follows()
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("access", "0001_initial"),
        ("items", "0002_walls"),
        ("people", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "answer",
                    models.CharField(
                        choices=[("on_site", "On site"), ("remote", "Remotely"), ("no", "No")],
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.audience",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="items.item",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "person"), name="one_attendance")
                ],
            },
        ),
        content_table("attending_attendance"),
        system_function("attending_follows()", FOLLOWS),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER attending_audience ON items_item"),
    ]
