"""Spaces are looked for in an index of their own, as people are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0007_newest_first")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX search_doc_spaces ON search_doc USING gin (tsv) WHERE kind = 'space'",
            "DROP INDEX search_doc_spaces",
        ),
    ]
