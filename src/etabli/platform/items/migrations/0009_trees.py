"""An item is never put under itself, even through items one does not see."""

from django.db import migrations

from etabli.platform.db.sql import system_function

TREE_DEPTH = """
CREATE FUNCTION items_tree_depth(iid bigint, into_id bigint, kept text, app_uid text)
RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    WITH RECURSIVE up(id, n) AS (
        SELECT into_id, 1
        UNION ALL
        SELECT r.target, up.n + 1 FROM up
        JOIN items_itemref r ON r.item_id = up.id AND r.field = kept AND r.kind = 'item'
        WHERE up.n < 60
    ), down(id, n) AS (
        SELECT iid, 1
        UNION ALL
        SELECT r.item_id, down.n + 1 FROM down
        JOIN items_itemref r ON r.kind = 'item' AND r.target = down.id AND r.field = kept
        JOIN items_item i ON i.id = r.item_id AND i.app = app_uid
        WHERE down.n < 60
    )
    SELECT CASE WHEN EXISTS (SELECT FROM up WHERE id = iid) THEN -1
        ELSE (SELECT max(n) FROM up) + (SELECT max(n) FROM down) END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("items", "0008_votes_counted")]
    operations = [system_function("items_tree_depth(bigint, bigint, text, text)", TREE_DEPTH)]
