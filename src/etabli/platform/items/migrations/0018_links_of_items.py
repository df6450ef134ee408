"""Links of an item's own text show what they lead to, as those of comments do."""

import django.db.models.deletion
from django.db import migrations, models

# The item's own policies answer here, as the comment's do: both are asked as the same person.
# What she may change of an item is asked beyond this wall, as it is for the item itself.
WALLS = """
DROP POLICY items_linkcard_with_comment ON items_linkcard;
DROP POLICY items_linkcard_taken_off ON items_linkcard;
CREATE POLICY items_linkcard_with_text ON items_linkcard FOR SELECT TO etabli_app
    USING (EXISTS (SELECT 1 FROM items_comment c WHERE c.id = comment_id)
           OR EXISTS (SELECT 1 FROM items_item i WHERE i.id = item_id));
CREATE POLICY items_linkcard_taken_off ON items_linkcard FOR UPDATE TO etabli_app
    USING (EXISTS (SELECT 1 FROM items_comment c
                   WHERE c.id = comment_id AND c.author_id = etabli_me())
           OR EXISTS (SELECT 1 FROM items_item i WHERE i.id = item_id));
"""
DOWN = """
DROP POLICY items_linkcard_with_text ON items_linkcard;
DROP POLICY items_linkcard_taken_off ON items_linkcard;
CREATE POLICY items_linkcard_with_comment ON items_linkcard FOR SELECT TO etabli_app
    USING (EXISTS (SELECT 1 FROM items_comment c WHERE c.id = comment_id));
CREATE POLICY items_linkcard_taken_off ON items_linkcard FOR UPDATE TO etabli_app
    USING (EXISTS (SELECT 1 FROM items_comment c
                   WHERE c.id = comment_id AND c.author_id = etabli_me()));
"""


class Migration(migrations.Migration):
    dependencies = [("items", "0017_walls_asked_by_row")]
    operations = [
        migrations.AddField(
            model_name="linkcard",
            name="item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="cards",
                to="items.item",
            ),
        ),
        migrations.AlterField(
            model_name="linkcard",
            name="comment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="cards",
                to="items.comment",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkcard",
            constraint=models.UniqueConstraint(
                fields=("item", "url"), name="one_card_for_a_link_of_item"
            ),
        ),
        migrations.AddConstraint(
            model_name="linkcard",
            constraint=models.CheckConstraint(
                condition=models.Q(("comment", None), ("item", None), _connector="XOR"),
                name="card_of_one_text",
            ),
        ),
        migrations.RunSQL(WALLS, DOWN),
    ]
