"""The house and its only row."""

import django.utils.timezone
from django.db import migrations, models

ROW = """
INSERT INTO house_house (id, name, colour, language, created_at)
VALUES (1, 'Établi', '#24509c', 'fr', now())
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("db", "0002_submission")]
    operations = [
        migrations.CreateModel(
            name="House",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("name", models.CharField(default="Établi", max_length=80, verbose_name="Name")),
                (
                    "colour",
                    models.CharField(default="#24509c", max_length=7, verbose_name="Colour"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("set_up_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_house")
                ],
            },
        ),
        migrations.RunSQL(ROW, migrations.RunSQL.noop),
    ]
