"""How what can be found is kept true, in the transaction of whatever changed it.

People, spaces and comments are wholly columns of the database: triggers write them, so that
nothing of ours can forget one. So do triggers for whom an item is, and where it stands. Only
its words come from the program, which knows the fields of its app.
"""

from django.db import migrations
from django.db.migrations import RunSQL

from etabli.platform.db.sql import system_function

COLUMNS = """kind, ref_id, item_id, audience_id, shown, app, state, space_id, author_id, at,
        title_tsv, tsv"""
REPLACED = """ON CONFLICT (kind, ref_id) DO UPDATE SET
        item_id = excluded.item_id, audience_id = excluded.audience_id, shown = excluded.shown,
        app = excluded.app, state = excluded.state, space_id = excluded.space_id,
        author_id = excluded.author_id, at = excluded.at,
        title_tsv = excluded.title_tsv, tsv = excluded.tsv"""


def put(name: str, arguments: str, source: str) -> str:
    """A function that writes what can be found from a query giving its columns."""
    return f"""
    CREATE FUNCTION {name}({arguments}) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        INSERT INTO search_doc ({COLUMNS}) {source} {REPLACED}
    $$
    """


# Who may read an item and what state it is in are taken from the item, never from the caller.
PUT_ITEMS = put(
    "search_put_items",
    "ids bigint[], titles text[], bodies text[]",
    """
    SELECT 'item', i.id, i.id, i.audience_id, i.trashed_at IS NULL, i.app, i.state, i.space_id,
           i.author_id, i.updated_at, t.tsv,
           setweight(t.tsv, 'A') || setweight(search_body(i.lang, given.body), 'D')
    FROM unnest(ids, titles, bodies) AS given (id, title, body)
    JOIN items_item i ON i.id = given.id,
    LATERAL (SELECT search_title(i.lang, given.title) AS tsv) t
    WHERE items_visible(i.id)
    """,
)
COMMENTS = """
    SELECT 'comment', c.id, c.item_id, c.audience_id, i.trashed_at IS NULL, i.app, '',
           i.space_id, c.author_id, c.created_at, '', search_body(i.lang, c.text)
    FROM items_comment c JOIN items_item i ON i.id = c.item_id
    WHERE c.deleted_at IS NULL
"""
PUT_COMMENTS = put(
    "search_put_comments",
    "first bigint, last bigint",
    f"{COMMENTS} AND c.id BETWEEN first AND last",
)
PUT_COMMENTS_OF = put(
    "search_put_comments_of", "ids bigint[]", f"{COMMENTS} AND c.item_id = ANY (ids)"
)
PUT_PEOPLE = put(
    "search_put_people",
    "ids bigint[]",
    """
    SELECT 'person', p.id, NULL, NULL, p.active AND p.kind <> 'link', '', '', NULL, p.id,
           p.joined_at, t.tsv,
           setweight(t.tsv, 'A')
           || setweight(search_body(p.language, concat_ws(' ', p.job, p.organisation, u.name)), 'B')
           || setweight(search_body(p.language, p.bio), 'D')
    FROM people_person p LEFT JOIN people_unit u ON u.id = p.unit_id,
    LATERAL (SELECT search_title(p.language, p.name) AS tsv) t
    WHERE ids IS NULL OR p.id = ANY (ids)
    """,
)
PUT_SPACES = put(
    "search_put_spaces",
    "ids bigint[]",
    """
    SELECT 'space', s.id, NULL, s.audience_id, true, '', '', s.id, NULL, s.created_at, t.tsv,
           setweight(t.tsv, 'A') || setweight(search_body('fr', s.description), 'D')
    FROM spaces_space s, LATERAL (SELECT search_title('fr', s.name) AS tsv) t
    WHERE ids IS NULL OR s.id = ANY (ids)
    """,
)


def trigger(name: str, body: str) -> str:
    return f"""
    CREATE FUNCTION {name}() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        {body}
        RETURN NULL;
    END $$
    """


ON_ITEM = trigger(
    "search_on_item",
    """
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_doc WHERE item_id = OLD.id;
        RETURN NULL;
    END IF;
    UPDATE search_doc SET audience_id = NEW.audience_id
        WHERE kind = 'item' AND ref_id = NEW.id AND audience_id <> NEW.audience_id;
    UPDATE search_doc SET state = NEW.state, at = NEW.updated_at
        WHERE kind = 'item' AND ref_id = NEW.id;
    UPDATE search_doc SET shown = NEW.trashed_at IS NULL, space_id = NEW.space_id, app = NEW.app
        WHERE item_id = NEW.id AND (shown, space_id, app)
            IS DISTINCT FROM (NEW.trashed_at IS NULL, NEW.space_id, NEW.app::text);
    """,
)
ON_COMMENT = trigger(
    "search_on_comment",
    """
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND NEW.deleted_at IS NOT NULL) THEN
        DELETE FROM search_doc WHERE kind = 'comment' AND ref_id = OLD.id;
    ELSIF TG_OP = 'UPDATE' AND NEW.text = OLD.text AND OLD.deleted_at IS NULL THEN
        UPDATE search_doc SET audience_id = NEW.audience_id
            WHERE kind = 'comment' AND ref_id = NEW.id AND audience_id <> NEW.audience_id;
    ELSIF NOT access_in_bulk() THEN
        PERFORM search_put_comments(NEW.id, NEW.id);
    END IF;
    """,
)
ON_PERSON = trigger(
    "search_on_person",
    """
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_doc WHERE kind = 'person' AND ref_id = OLD.id;
    ELSIF NOT access_in_bulk() THEN
        PERFORM search_put_people(ARRAY[NEW.id]);
    END IF;
    """,
)
ON_UNIT = trigger(
    "search_on_unit",
    """
    PERFORM search_put_people((SELECT array_agg(id) FROM people_person WHERE unit_id = NEW.id))
        WHERE EXISTS (SELECT 1 FROM people_person WHERE unit_id = NEW.id);
    """,
)
ON_SPACE = trigger(
    "search_on_space",
    """
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_doc WHERE kind = 'space' AND ref_id = OLD.id;
    ELSIF NOT access_in_bulk() THEN
        PERFORM search_put_spaces(ARRAY[NEW.id]);
    END IF;
    """,
)

# A bulk load writes nothing here on its way: it asks for all at its end.
TRIGGERS = """
CREATE TRIGGER search_item AFTER DELETE
    OR UPDATE OF audience_id, state, updated_at, trashed_at, space_id, app ON items_item
    FOR EACH ROW EXECUTE FUNCTION search_on_item();
CREATE TRIGGER search_comment AFTER INSERT OR DELETE
    OR UPDATE OF text, deleted_at, audience_id ON items_comment
    FOR EACH ROW EXECUTE FUNCTION search_on_comment();
CREATE TRIGGER search_person AFTER INSERT OR DELETE
    OR UPDATE OF name, job, organisation, bio, unit_id, active, kind, language ON people_person
    FOR EACH ROW EXECUTE FUNCTION search_on_person();
CREATE TRIGGER search_unit AFTER UPDATE OF name ON people_unit
    FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION search_on_unit();
CREATE TRIGGER search_space AFTER INSERT OR DELETE
    OR UPDATE OF name, description, audience_id ON spaces_space
    FOR EACH ROW EXECUTE FUNCTION search_on_space();
"""
DROP_TRIGGERS = """
DROP TRIGGER search_item ON items_item;
DROP TRIGGER search_comment ON items_comment;
DROP TRIGGER search_person ON people_person;
DROP TRIGGER search_unit ON people_unit;
DROP TRIGGER search_space ON spaces_space;
"""


def owned_by_system(name: str, definition: str, callers: str = "etabli_sys") -> RunSQL:
    """A definer's function that only some roles may call. Rights are given before it changes
    hands: afterwards whoever migrates could not any more, and PostgreSQL would only warn.
    """
    return RunSQL(
        f"""
        {definition};
        REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {name} TO {callers};
        ALTER FUNCTION {name} OWNER TO etabli_sys;
        """,
        f"DROP FUNCTION {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index"), ("items", "0002_walls")]
    operations = [
        owned_by_system(
            "search_put_items(bigint[], text[], text[])", PUT_ITEMS, "etabli_app, etabli_sys"
        ),
        owned_by_system("search_put_comments(bigint, bigint)", PUT_COMMENTS),
        owned_by_system("search_put_comments_of(bigint[])", PUT_COMMENTS_OF),
        owned_by_system("search_put_people(bigint[])", PUT_PEOPLE),
        owned_by_system("search_put_spaces(bigint[])", PUT_SPACES),
        system_function("search_on_item()", ON_ITEM),
        system_function("search_on_comment()", ON_COMMENT),
        system_function("search_on_person()", ON_PERSON),
        system_function("search_on_unit()", ON_UNIT),
        system_function("search_on_space()", ON_SPACE),
        RunSQL(TRIGGERS, DROP_TRIGGERS),
    ]
