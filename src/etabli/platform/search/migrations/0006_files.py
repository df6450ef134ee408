"""A message is found by the files it carries: by their names, and by what they say."""

from importlib import import_module

from django.db import migrations
from django.db.migrations import RunSQL

from etabli.platform.db.sql import replaced_function, system_function

# Migrations are no names that Python imports.
writing = import_module("etabli.platform.search.migrations.0002_writing")

# A message's own files have its readers.
CARRIED = r"""concat_ws(E'\n', c.text, (
                SELECT string_agg(concat_ws(E'\n', f.name, r.text), E'\n' ORDER BY f.id)
                FROM items_attachment a JOIN files_storedfile f ON f.id = a.file_id
                LEFT JOIN files_reading r ON r.file_id = f.id
                WHERE a.comment_id = c.id))"""
COMMENTS = writing.COMMENTS.replace("c.text", CARRIED)


def replaced(name: str, arguments: str, condition: str) -> RunSQL:
    written = writing.put(name, arguments, f"{COMMENTS} AND {condition}")
    return replaced_function(written.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))


ON_FILE = writing.trigger(
    "search_on_file",
    """
    IF NOT access_in_bulk() THEN
        PERFORM search_put_comments(a.comment_id, a.comment_id) FROM (
            SELECT a.comment_id FROM items_attachment a
            WHERE a.file_id = NEW.file_id AND a.comment_id IS NOT NULL) a;
    END IF;
    """,
)
ON_CARRIED = writing.trigger(
    "search_on_carried",
    """
    IF NOT access_in_bulk() THEN
        IF TG_OP <> 'INSERT' AND OLD.comment_id IS NOT NULL THEN
            PERFORM search_put_comments(OLD.comment_id, OLD.comment_id);
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.comment_id IS NOT NULL THEN
            PERFORM search_put_comments(NEW.comment_id, NEW.comment_id);
        END IF;
    END IF;
    """,
)
TRIGGERS = """
CREATE TRIGGER search_file AFTER INSERT OR UPDATE OF text ON files_reading
    FOR EACH ROW EXECUTE FUNCTION search_on_file();
CREATE TRIGGER search_carried AFTER INSERT OR DELETE OR UPDATE OF comment_id ON items_attachment
    FOR EACH ROW EXECUTE FUNCTION search_on_carried();
"""
DROP_TRIGGERS = """
DROP TRIGGER search_file ON files_reading;
DROP TRIGGER search_carried ON items_attachment;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0005_valid_first"), ("files", "0003_reading")]
    operations = [
        replaced("search_put_comments", "first bigint, last bigint", "c.id BETWEEN first AND last"),
        replaced("search_put_comments_of", "ids bigint[]", "c.item_id = ANY (ids)"),
        system_function("search_on_file()", ON_FILE),
        system_function("search_on_carried()", ON_CARRIED),
        RunSQL(TRIGGERS, DROP_TRIGGERS),
    ]
