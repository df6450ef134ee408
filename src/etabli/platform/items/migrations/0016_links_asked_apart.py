"""Links are asked for apart from the transaction that wanted them."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("items", "0015_planning")]
    operations = [
        # Those already there were asked: they get a moment, the ones to come do not.
        migrations.AddField(
            model_name="linkcard",
            name="asked_at",
            field=models.DateTimeField(null=True, db_default=Now()),
        ),
        migrations.AlterField(
            model_name="linkcard", name="asked_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddIndex(
            model_name="linkcard",
            index=models.Index(
                fields=["id"], name="card_to_ask", condition=models.Q(("asked_at", None))
            ),
        ),
    ]
