"""What people say of themselves left for ``profiles``; a portrait came."""

from django.db import migrations, models
from django.db.models.functions import Concat

from etabli.platform.people.models import Folded


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("profiles", "0001_initial"),
        ("search", "0004_profiles"),
        ("signin", "0004_joining"),
        ("setup", "0002_founding"),
    ]
    operations = [
        migrations.RemoveField(model_name="person", name="bio"),
        migrations.RemoveField(model_name="person", name="phone"),
        migrations.RemoveField(model_name="person", name="site"),
        migrations.AddField(
            model_name="person",
            name="photo",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="person",
            name="folded",
            field=models.GeneratedField(
                db_persist=True,
                expression=Folded(
                    Concat("name", models.Value(" "), "job", models.Value(" "), "organisation")
                ),
                output_field=models.TextField(),
            ),
        ),
    ]
