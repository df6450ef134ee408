"""What the PostgreSQL catalogue says of the second wall."""

import pytest
from django.apps import apps
from django.db import connection

# Tables without content of their own: what signs people in, what describes who is in which
# audience, and Django's own. Everything else has a policy, or this list says why not.
WITHOUT_CONTENT = {
    "access_audience": "sets of grants: no word of anybody's",
    "access_grant": "who is in which audience",
    "items_numbering": "the last number of each series",
    "setup_firstrun": "whether the first run happened, and the digest of its link",
    "signin_loginlink": "digests of one-time links, read by sign-in alone",
    "people_unit": "the organisation's own chart, known to all its members",
}
PREFIXES = ("account_", "auth_", "django_", "mfa_", "usersessions_", "people_account")


def _rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _granted_tables():
    """Tables the application may read."""
    return {
        row[0]
        for row in _rows(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') "
            "AND has_table_privilege('etabli_app', c.oid, 'SELECT')"
        )
    }


def test_every_content_table_is_walled_and_forced(database):
    walled = {
        row[0]
        for row in _rows(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        )
    }
    bare = {t for t in _granted_tables() - walled if not t.startswith(PREFIXES)}
    assert bare <= set(WITHOUT_CONTENT) | _allowed(), sorted(bare - set(WITHOUT_CONTENT))


def _allowed():
    """Apps may say, beside their models, that a table holds nothing private."""
    found = set()
    for config in apps.get_app_configs():
        found |= set(getattr(config, "tables_without_content", ()))
    return found


def test_every_wall_has_a_policy_for_the_application(database):
    walled = {r[0] for r in _rows("SELECT relname FROM pg_class WHERE relrowsecurity")}
    with_policy = {r[0] for r in _rows("SELECT DISTINCT tablename FROM pg_policies")}
    assert walled <= with_policy


def test_nothing_the_application_uses_goes_round_the_wall(database):
    owned = _rows(
        "SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner "
        "WHERE r.rolname IN ('etabli_app') AND c.relkind IN ('r', 'v', 'm')"
    )
    assert owned == []
    powers = _rows(
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'etabli%' AND (rolbypassrls OR rolsuper)"
    )
    assert powers == []
    member_of = _rows(
        "SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member "
        "WHERE r.rolname = 'etabli_app'"
    )
    assert member_of == []


def test_views_ask_as_whoever_reads_them(database):
    loose = _rows(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = 'public' AND c.relkind = 'v' "
        "AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)"
    )
    assert loose == []


@pytest.mark.parametrize("table", ["search_doc", "access_audiencemember"])
def test_what_only_the_database_writes_is_not_granted(database, table):
    rows = _rows(
        f"SELECT privilege_type FROM information_schema.role_table_grants "
        f"WHERE grantee = 'etabli_app' AND table_name = '{table}'"
    )
    assert {row[0] for row in rows} <= ({"SELECT"} if table.startswith("access") else set())


def test_definer_functions_fix_their_search_path(database):
    loose = _rows(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = 'public' AND p.prosecdef "
        "AND NOT coalesce(array_to_string(p.proconfig, ',') LIKE '%search_path=%', false)"
    )
    assert loose == []
