"""Which maps of flex columns the items of an app were filled under."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("db", "0001_roles"), ("items", "0007_flex_map")]
    operations = [
        migrations.CreateModel(
            name="FlexMap",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "app",
                        "mark",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("app", models.CharField(max_length=60)),
                ("mark", models.IntegerField()),
                ("columns", models.JSONField()),
            ],
        ),
        migrations.RunSQL(
            "REVOKE INSERT, UPDATE, DELETE ON engine_flexmap FROM etabli_app;",
            "GRANT INSERT, UPDATE, DELETE ON engine_flexmap TO etabli_app;",
        ),
    ]
