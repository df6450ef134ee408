"""What links to the outside lead to: read with the comment, written by the worker alone."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

# The comment's own policies answer here: what is asked of it is asked as the same person.
WALLS = """
ALTER TABLE items_linkcard ENABLE ROW LEVEL SECURITY;
ALTER TABLE items_linkcard FORCE ROW LEVEL SECURITY;
REVOKE INSERT, UPDATE ON items_linkcard FROM etabli_app;
GRANT UPDATE (hidden) ON items_linkcard TO etabli_app;
CREATE POLICY items_linkcard_with_comment ON items_linkcard FOR SELECT TO etabli_app
    USING (EXISTS (SELECT 1 FROM items_comment c WHERE c.id = comment_id));
CREATE POLICY items_linkcard_taken_off ON items_linkcard FOR UPDATE TO etabli_app
    USING (EXISTS (SELECT 1 FROM items_comment c
                   WHERE c.id = comment_id AND c.author_id = etabli_me()));
CREATE POLICY items_linkcard_forgotten ON items_linkcard FOR DELETE TO etabli_app
    USING (EXISTS (SELECT 1 FROM items_comment c WHERE c.id = comment_id));
CREATE POLICY items_linkcard_system ON items_linkcard TO etabli_sys USING (true) WITH CHECK (true);
"""
DOWN = """
DROP POLICY items_linkcard_with_comment ON items_linkcard;
DROP POLICY items_linkcard_taken_off ON items_linkcard;
DROP POLICY items_linkcard_forgotten ON items_linkcard;
DROP POLICY items_linkcard_system ON items_linkcard;
"""


class Migration(migrations.Migration):
    dependencies = [("items", "0013_parts_apart")]
    operations = [
        migrations.CreateModel(
            name="LinkCard",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("url", models.CharField(max_length=2000)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("words", models.CharField(blank=True, default="", max_length=300)),
                ("site", models.CharField(blank=True, default="", max_length=200)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("hidden", models.BooleanField(db_default=False, default=False)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cards",
                        to="items.comment",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="linkcard",
            constraint=models.UniqueConstraint(
                fields=("comment", "url"), name="one_card_for_a_link"
            ),
        ),
        migrations.RunSQL(WALLS, DOWN),
    ]
