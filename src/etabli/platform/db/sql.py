"""The second wall, written once: migrations of every content table call these.

A content table has a policy that shows a row only to the people of its audience, forced on
the table's owner too, and one that lets ``etabli_sys`` (worker, command line) through.
"""

from django.db.migrations import RunSQL

# `IN (SELECT …)` becomes a hashed subplan; `= ANY(ARRAY(SELECT …))` would make the planner
# guess ten elements and read a quarter of the table for somebody who sees a lot.
MINE = """(
    SELECT m.audience_id FROM access_audiencemember m WHERE m.person_id = etabli_me()
    UNION ALL
    SELECT a.id FROM access_audience a WHERE a.everyone AND (SELECT etabli_is_member())
)"""


def hers(column: str) -> str:
    """The condition that an audience is the asker's. ``column``: qualified by its table.

    Of few rows the database asks one by one, in an index; of many it puts together, once, the
    audiences that list her, and those of everybody only when a row needs them. A single list of
    both, as above, would be read for each statement: thousands of audiences for one row.
    """
    return f"""(
        EXISTS (SELECT FROM access_audiencemember m
                WHERE m.audience_id = {column} AND m.person_id = etabli_me())
        OR (SELECT etabli_is_member())
            AND EXISTS (SELECT FROM access_audience a WHERE a.everyone AND a.id = {column}))"""


def in_space_hers(table: str) -> str:
    """The condition that the row's space is one whose content the asker may read."""
    return f"""EXISTS (
        SELECT FROM spaces_space s WHERE s.id = {table}.space_id AND {hers("s.readers_id")})"""


def policy_again(table: str, condition: str, before: str) -> RunSQL:
    """Another way of saying the condition of a policy of ``content_table``."""
    alter = f"ALTER POLICY {table}_by_audience ON {table}"
    return RunSQL(
        f"{alter} USING ({condition}) WITH CHECK ({condition})",
        f"{alter} USING ({before}) WITH CHECK ({before})",
    )


def content_table(table: str, readable: str | None = None) -> RunSQL:
    """Policies of a table that carries content.

    ``readable`` is the SQL condition that shows a row to the person asking; by default,
    that her audiences hold the row's ``audience_id``. Writing asks for the same.
    """
    condition = readable or hers(f"{table}.audience_id")
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY {table}_by_audience ON {table} TO etabli_app
            USING ({condition}) WITH CHECK ({condition});
        CREATE POLICY {table}_system ON {table} TO etabli_sys USING (true) WITH CHECK (true);
        """,
        f"""
        DROP POLICY {table}_by_audience ON {table};
        DROP POLICY {table}_system ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def few_statistics(table: str, *columns: str) -> RunSQL:
    """Keep few statistics of columns that are compared with somebody's audiences.

    Planning compares each id of the array with each common value that is kept: with the usual
    hundred values, a person of three thousand audiences waits longer for plans than for rows.
    """
    return RunSQL(
        [f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 10" for column in columns],
        [f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1" for column in columns],
    )


def personal_table(table: str, column: str = "person_id") -> RunSQL:
    """Policies of a table whose rows belong to one person alone."""
    return content_table(table, f"{column} = etabli_me()")


def system_function(name: str, definition: str, role: str = "etabli_sys") -> RunSQL:
    """A SECURITY DEFINER function or trigger function, owned by a role that sees every row.

    ``name`` carries its argument types, as ALTER FUNCTION wants them.
    """
    return RunSQL(
        f"{definition}; ALTER FUNCTION {name} OWNER TO {role};",
        f"DROP FUNCTION {name};",
    )


def replaced_function(definition: str, role: str = "etabli_sys") -> RunSQL:
    """Another body for a function of ``role``: ``CREATE OR REPLACE FUNCTION …``.

    Only its owner may, and whoever migrates may become her.
    """
    return RunSQL(f"SET LOCAL ROLE {role}; {definition}; SET LOCAL ROLE etabli_owner;", RunSQL.noop)
