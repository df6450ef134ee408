"""Migrations follow one another in one line, and say all that the models say."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


def test_each_app_has_one_last_migration() -> None:
    assert MigrationLoader(None).detect_conflicts() == {}


@pytest.mark.usefixtures("database")
def test_no_model_says_more_than_its_migrations() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, verbosity=1)
    except SystemExit as unwritten:
        raise AssertionError(said.getvalue()) from unwritten
