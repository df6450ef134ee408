"""Reviews and published versions, read by whoever sees the item; they follow its audience."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from etabli.platform.db.sql import content_table, system_function

FOLLOWS = """
CREATE FUNCTION items_keeping_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE items_review SET audience_id = NEW.audience_id WHERE item_id = NEW.id;
    UPDATE items_version SET audience_id = NEW.audience_id WHERE item_id = NEW.id;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER items_keeping AFTER UPDATE OF audience_id ON items_item
    FOR EACH ROW WHEN (OLD.audience_id <> NEW.audience_id)
    EXECUTE FUNCTION items_keeping_follows();
"""


def _pointing(to: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("items", "0009_trees"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="review",
                        serialize=False,
                        to="items.item",
                    ),
                ),
                ("due_on", models.DateField()),
                ("soon_on", models.DateField()),
                ("audience", _pointing("access.audience")),
            ],
            options={"indexes": [models.Index(fields=["due_on"], name="review_due")]},
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("n", models.IntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("words", models.CharField(max_length=300)),
                ("title", models.CharField(max_length=300)),
                ("data", models.JSONField(default=dict)),
                ("audience", _pointing("access.audience")),
                ("by", _pointing("people.person")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="items.item",
                    ),
                ),
            ],
            options={
                "ordering": ["-n"],
                "constraints": [models.UniqueConstraint(fields=("item", "n"), name="one_version")],
            },
        ),
        content_table("items_review"),
        content_table("items_version"),
        system_function("items_keeping_follows()", FOLLOWS),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER items_keeping ON items_item"),
    ]
