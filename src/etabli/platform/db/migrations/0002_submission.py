"""The answers already given to forms that carried a key."""

from django.db import migrations

from etabli.platform.db.sql import personal_table

TABLE = """
CREATE TABLE db_submission (
    person_id bigint NOT NULL,
    key uuid NOT NULL,
    path text NOT NULL,
    at timestamptz NOT NULL,
    status smallint NOT NULL,
    answer jsonb NOT NULL,
    PRIMARY KEY (person_id, key)
);
CREATE INDEX db_submission_at ON db_submission (at);
"""


class Migration(migrations.Migration):
    dependencies = [("db", "0001_roles")]
    operations = [
        migrations.RunSQL(TABLE, "DROP TABLE db_submission"),
        personal_table("db_submission"),
    ]
