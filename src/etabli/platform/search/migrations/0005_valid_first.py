"""What is past its review comes after what is held to be right."""

from django.db import migrations

# The policy is that of whoever asks: the ids found are already hers.
READ = """
GRANT SELECT (item_id, due_on) ON items_review TO etabli_search;
CREATE POLICY items_review_search ON items_review FOR SELECT TO etabli_search USING (true)
"""
UNREAD = """
DROP POLICY items_review_search ON items_review;
REVOKE SELECT (item_id, due_on) ON items_review FROM etabli_search
"""


def _changed(before: str, after: str) -> str:
    """Write the function again with one expression replaced; it must hold it once."""
    return f"""
DO $change$
DECLARE written text := pg_get_functiondef('search_find'::regproc);
BEGIN
    IF position($old${before}$old$ IN written) = 0 THEN
        RAISE EXCEPTION 'search_find does not rank as expected';
    END IF;
    SET LOCAL ROLE etabli_search;
    EXECUTE replace(written, $old${before}$old$, $new${after}$new$);
    RESET ROLE;
END $change$
"""


RANK = "ts_rank(t.tsv, $1) * CASE"
VALID_FIRST = """ts_rank(t.tsv, $1) * CASE WHEN r.kind = 'item' AND EXISTS (
        SELECT 1 FROM items_review v WHERE v.item_id = r.ref_id AND v.due_on < current_date)
        THEN 0.05 ELSE 1 END * CASE"""


class Migration(migrations.Migration):
    dependencies = [("search", "0004_profiles"), ("items", "0010_keeping")]
    operations = [
        migrations.RunSQL(READ, UNREAD),
        migrations.RunSQL(_changed(RANK, VALID_FIRST), _changed(VALID_FIRST, RANK)),
    ]
