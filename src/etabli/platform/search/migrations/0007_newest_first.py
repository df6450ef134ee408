"""A common word is walked from the newest text that has it, and not read in all of them.

What answers to « dossier » may be most of a house. The index on the words knows neither dates nor
audiences: each text had to be read, then sorted. Another one gives texts from the newest on, and
the walk ends at ``most``. The planner takes the one or the other by how common the words are.
People and spaces are few, and looked for by themselves: texts do not push them out.
"""

from importlib import import_module

from django.db import migrations
from django.db.migrations import RunSQL

from etabli.platform.db.sql import replaced_function

# Migrations are no names that Python imports.
finding = import_module("etabli.platform.search.migrations.0003_finding")
profiles = import_module("etabli.platform.search.migrations.0004_profiles")
valid = import_module("etabli.platform.search.migrations.0005_valid_first")

NAMED = 100
"""People and spaces that are ranked, however new the texts are."""
COUNTED = 2_000
"""Texts counted while nothing narrows the search; narrowed, as many as before."""
ORDER = "at DESC, ref_id DESC"


def newest(condition: str) -> str:
    """The newest ones that match, up to ``most``."""
    return f"""(SELECT {finding.COLUMNS} FROM search_doc d WHERE {finding.SHOWN} AND {condition}
        ORDER BY d.at DESC, d.ref_id DESC LIMIT $14)"""


MATCHING = f"""
WITH matching AS MATERIALIZED (
    {newest("d.kind IN ('item', 'comment') AND d.audience_id %s = ANY ($2)")}
    UNION ALL
    {newest("d.kind = 'space' AND d.audience_id + 0 = ANY ($2)")}
    UNION ALL
    {newest(f"d.kind = 'person' AND ($3 IS NULL OR {profiles.SHOWN_TO_GUESTS})")}
), judged"""
RANKED = f"FROM (SELECT * FROM kept ORDER BY {ORDER} LIMIT {finding.RANKED}) r"
NAMED_FIRST = f"""FROM (
        SELECT * FROM (
            (SELECT * FROM kept WHERE kind IN ('person', 'space') ORDER BY {ORDER} LIMIT {NAMED})
            UNION
            (SELECT * FROM kept ORDER BY {ORDER} LIMIT {finding.RANKED})) n
        ORDER BY kind IN ('person', 'space') DESC, {ORDER} LIMIT {finding.RANKED}) r"""
TOTAL = "'total', (SELECT count(*) FROM kept),"
MORE = f"""{TOTAL}
    'more', (SELECT count(*) >= $14 FROM matching WHERE kind IN ('item', 'comment')),"""

_head, _rest = finding.FOUND.split("), judged", 1)
FOUND = MATCHING + _rest
for before, after in ((RANKED, NAMED_FIRST), (TOTAL, MORE), (valid.RANK, valid.VALID_FIRST)):
    assert before in FOUND
    FOUND = FOUND.replace(before, after)

DECLARED = "mine bigint[] := search_mine();"
MOST = f"""{DECLARED}
    most integer := CASE WHEN narrowed = '{{}}' AND since IS NULL
                         THEN {COUNTED} ELSE {finding.COUNTED} END;"""
FIND = finding.FIND.replace(finding.FOUND, FOUND)
for before, after in (
    ("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),
    (DECLARED, MOST),
    ("count, marks;", "count, marks, most;"),
):
    assert before in FIND
    FIND = FIND.replace(before, after)


class Migration(migrations.Migration):
    dependencies = [("search", "0006_files")]
    operations = [
        RunSQL(
            f"CREATE INDEX search_doc_recent ON search_doc ({ORDER}) WHERE shown",
            "DROP INDEX search_doc_recent",
        ),
        replaced_function(FIND, "etabli_search"),
    ]
