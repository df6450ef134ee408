"""Whether links to the outside show what they lead to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("house", "0002_urgent_mail")]
    operations = [
        migrations.AddField(
            model_name="house",
            name="link_cards",
            field=models.BooleanField(default=False),
        ),
    ]
