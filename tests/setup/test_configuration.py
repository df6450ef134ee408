"""etabli.toml: made once, private, and explained when it is broken."""

import stat
from pathlib import Path

import pytest

from etabli.site.configuration import FILE, DamagedConfiguration, configuration_of


def test_it_is_made_once_and_kept(home: Path) -> None:
    first = configuration_of(home / "data", make=True)
    again = configuration_of(home / "data", make=True)
    assert again.secret_key == first.secret_key
    assert again.passwords == first.passwords
    assert len(set(first.passwords.values())) == 4


def test_only_its_owner_reads_it(home: Path) -> None:
    configuration_of(home, make=True)
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600


def test_reading_makes_nothing(home: Path) -> None:
    assert configuration_of(home / "none").secret_key
    assert not (home / "none").exists()


def test_what_people_write_in_it_counts(home: Path) -> None:
    configuration_of(home, make=True)
    text = (home / FILE).read_text()
    (home / FILE).write_text(text.replace('url = ""', 'url = "https://etabli.example.org/"'))
    assert configuration_of(home).url == "https://etabli.example.org"


@pytest.mark.parametrize(
    "text", ["secret_key =", "\x00", "secret_key = 'a'\n[database]\n", "database = 3\n"]
)
def test_a_broken_one_is_named(home: Path, text: str) -> None:
    (home / FILE).write_text(text)
    with pytest.raises(DamagedConfiguration, match=r"etabli\.toml"):
        configuration_of(home)


def test_the_environment_names_another_server(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://admin@db.example.org/etabli")
    assert configuration_of(home).database_url == "postgresql://admin@db.example.org/etabli"
