"""The walls of content are asked row by row where rows are few: see ``db.sql.hers``. What is due
in a space is read in its order.
"""

from django.db import migrations, models

from etabli.platform.db.sql import MINE, hers, policy_again

TABLES = (
    "items_item",
    "items_itempart",
    "items_itemref",
    "items_revision",
    "items_comment",
    "items_reaction",
    "items_vote",
    "items_follow",
    "items_attachment",
    "items_review",
    "items_version",
    "items_ballot",
    "items_ballotvote",
)


class Migration(migrations.Migration):
    dependencies = [("items", "0016_links_asked_apart")]
    operations = [
        *(
            policy_again(table, hers(f"{table}.audience_id"), f"audience_id IN {MINE}")
            for table in TABLES
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                fields=["space", "app", "due_at", "id"],
                name="item_due_in_space",
                condition=models.Q(due_at__isnull=False, trashed_at__isnull=True),
            ),
        ),
    ]
