"""What rate limits count and which second proofs were used: Django's database cache."""

from django.db import migrations

# No policy: nobody is known yet when a password is tried. Keys are digests, see db.limits.
TABLE = """
CREATE TABLE db_limit (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX db_limit_expires ON db_limit (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("db", "0002_submission")]
    operations = [migrations.RunSQL(TABLE, "DROP TABLE db_limit")]
