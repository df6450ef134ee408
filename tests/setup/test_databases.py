"""Each test has a network of its own."""

from django.db import connection


def test_a_test_database_is_migrated_and_entered_as_the_system(database: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_user, count(*) FROM django_migrations")
        name, login, migrations = cursor.fetchone()
    assert name == database
    assert login == "etabli_sys"
    assert migrations > 10
