"""Which map of flex columns each item was filled under; unknown for those made before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("items", "0006_dated")]
    operations = [
        migrations.AddField(
            model_name="item",
            name="flex_map",
            field=models.IntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["app", "flex_map"], name="item_flex_map"),
        ),
    ]
