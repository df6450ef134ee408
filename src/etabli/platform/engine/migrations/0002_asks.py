"""What the house answers to an app changes who sees its records."""

from django.db import migrations

from etabli.platform.db.sql import system_function

# Whoever answers what an app asks of the house seldom sees what is kept for those it names.
# These doors say nothing of any record, and the second one only ever takes away.
RUNS = """
CREATE FUNCTION engine_runs(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT session_user = 'etabli_sys' AND etabli_me() IS NULL OR EXISTS (
        SELECT 1 FROM spaces_space s JOIN spaces_membership m ON m.space_id = ANY (s.lineage)
        WHERE s.id = wanted AND m.person_id = etabli_me() AND m.rank >= 40)
$$
"""

WRITTEN = """
CREATE FUNCTION engine_written(wanted bigint, which text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT count(*) FROM items_item
    WHERE space_id = wanted AND app = which AND trashed_at IS NULL AND engine_runs(wanted)
$$
"""

NAMING = """
CREATE FUNCTION engine_audiences_naming(wanted bigint, which text, who text, one bigint)
RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    WITH its AS (SELECT id, audience_id FROM items_item
                 WHERE space_id = wanted AND app = which AND engine_runs(wanted)),
    kept AS (
        SELECT audience_id FROM its
        UNION SELECT audience_id FROM items_itempart WHERE item_id IN (SELECT id FROM its)
        UNION SELECT audience_id FROM items_itemref WHERE item_id IN (SELECT id FROM its)
        UNION SELECT audience_id FROM items_revision WHERE item_id IN (SELECT id FROM its)
        UNION SELECT audience_id FROM items_comment WHERE item_id IN (SELECT id FROM its)
        UNION SELECT audience_id FROM items_reaction WHERE item_id IN (SELECT id FROM its)
        UNION SELECT audience_id FROM items_attachment WHERE item_id IN (SELECT id FROM its)
    )
    SELECT audience_id FROM kept WHERE EXISTS (SELECT 1 FROM access_grant g
        WHERE g.audience_id = kept.audience_id AND g.kind = who AND g.target = one)
$$
"""

NARROW = """
CREATE FUNCTION engine_narrow(wanted bigint, which text, wide bigint, narrow bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE kept text;
BEGIN
    IF NOT engine_runs(wanted) OR EXISTS (
        SELECT kind, target, rank FROM access_grant WHERE audience_id = narrow
        EXCEPT SELECT kind, target, rank FROM access_grant WHERE audience_id = wide)
    THEN RETURN; END IF;
    UPDATE items_item SET audience_id = narrow
        WHERE space_id = wanted AND app = which AND audience_id = wide;
    -- What is then kept for the same people is one part, and one line of the history.
    UPDATE items_itempart few SET data = few.data || many.data FROM items_itempart many
        WHERE few.audience_id = narrow AND many.audience_id = wide AND few.item_id = many.item_id
          AND few.item_id IN (SELECT id FROM items_item WHERE space_id = wanted AND app = which);
    DELETE FROM items_itempart many WHERE many.audience_id = wide
        AND many.item_id IN (SELECT id FROM items_item WHERE space_id = wanted AND app = which)
        AND EXISTS (SELECT 1 FROM items_itempart few
                    WHERE few.item_id = many.item_id AND few.audience_id = narrow);
    UPDATE items_revision few SET patch = few.patch || many.patch FROM items_revision many
        WHERE few.audience_id = narrow AND many.audience_id = wide AND few.item_id = many.item_id
          AND few.n = many.n AND few.comment_id IS NOT DISTINCT FROM many.comment_id
          AND few.item_id IN (SELECT id FROM items_item WHERE space_id = wanted AND app = which);
    DELETE FROM items_revision many WHERE many.audience_id = wide
        AND many.item_id IN (SELECT id FROM items_item WHERE space_id = wanted AND app = which)
        AND EXISTS (SELECT 1 FROM items_revision few
                    WHERE few.item_id = many.item_id AND few.audience_id = narrow
                      AND few.n = many.n AND few.comment_id IS NOT DISTINCT FROM many.comment_id);
    FOREACH kept IN ARRAY ARRAY['itempart', 'itemref', 'revision', 'comment', 'reaction',
                                'attachment'] LOOP
        EXECUTE format('UPDATE items_%s SET audience_id = $1 WHERE audience_id = $2 AND item_id IN
            (SELECT id FROM items_item WHERE space_id = $3 AND app = $4)', kept)
            USING narrow, wide, wanted, which;
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("engine", "0001_flex_maps"),
        ("items", "0013_parts_apart"),
        ("spaces", "0003_asks"),
    ]
    operations = [
        system_function("engine_runs(bigint)", RUNS),
        system_function("engine_written(bigint, text)", WRITTEN),
        system_function("engine_audiences_naming(bigint, text, text, bigint)", NAMING),
        system_function("engine_narrow(bigint, text, bigint, bigint)", NARROW),
    ]
