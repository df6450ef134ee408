"""The address at which programs read one's agenda."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from etabli.platform.db.sql import personal_table


class Migration(migrations.Migration):
    dependencies = [("attending", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="CalendarAddress",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("nonce", models.CharField(max_length=32)),
                (
                    "spaces",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        personal_table("attending_calendaraddress"),
    ]
