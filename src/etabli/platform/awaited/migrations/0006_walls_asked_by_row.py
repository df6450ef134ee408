"""The walls of what waits are asked row by row where rows are few: see ``db.sql.hers``."""

from django.db import migrations

from etabli.platform.db.sql import MINE, hers, policy_again


def again(table: str, *columns: str) -> migrations.RunSQL:
    return policy_again(
        table,
        " OR ".join(hers(f"{table}.{column}") for column in columns),
        " OR ".join(f"{column} IN {MINE}" for column in columns),
    )


class Migration(migrations.Migration):
    dependencies = [("awaited", "0005_planning")]
    operations = [
        again("awaited_awaiting", "audience_id", "who_id"),
        again("awaited_reading", "audience_id", "who_id", "watchers_id"),
    ]
