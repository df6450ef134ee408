"""Every string of the interface has its French, and the tool that says so can fail."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from etabli.site import wordcheck, words
from tests.ui.world import UI


def test_the_interface_has_its_french() -> None:
    assert wordcheck.differences(UI, words.homes()) == []


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An app of two strings, with a catalogue that knows one and an old one."""
    monkeypatch.setattr(words, "SOURCE", tmp_path)
    home = tmp_path / "shop"
    (home / "templates" / "shop").mkdir(parents=True)
    (home / "apps.py").write_text("")
    (home / "views.py").write_text(
        '_("Open")\nclass Shut(SaidError):\n    pass\nShut("It is shut.")\n'
    )
    (home / "templates" / "shop" / "x.html").write_text('{{ _("Hello %(name)s", name=n) }}')
    return home


def test_a_string_without_french_is_named(app: Path) -> None:
    words.write(app, words.merged(app, [app]))
    faults = wordcheck.differences(app, [app])
    assert len(faults) == 3 and all("has no French" in fault for fault in faults)


def test_a_string_that_is_no_longer_said_is_named_then_dropped(app: Path) -> None:
    words.write(app, words.merged(app, [app]))
    (app / "views.py").write_text("")
    assert any("no longer said: 'Open'" in fault for fault in wordcheck.differences(app, [app]))
    words.write(app, words.merged(app, [app]))
    assert "Open" not in (app / words.PO).read_text()


def test_updating_keeps_the_french_and_changes_nothing_twice(app: Path) -> None:
    catalog = words.merged(app, [app])
    catalog["Open"].string = "Ouvert"
    words.write(app, catalog)
    first = (app / words.PO).read_text()
    words.write(app, words.merged(app, [app]))
    assert (app / words.PO).read_text() == first
    assert 'msgstr "Ouvert"' in first


@pytest.mark.parametrize(
    ("french", "fault"),
    [
        ("Vraiment ?", "ordinary space"),
        ("Vraiment?", "no unbreakable space"),
        ("« oui »", "ordinary space after"),
        ("l'eau", "apostrophe"),
        ("Attendez...", "three points"),
        ("Un utilisateur", "utilisateur"),
        ("%(nom)s", "placeholder"),
    ],
)
def test_french_that_is_not_well_set_is_refused(french: str, fault: str) -> None:
    message = Message(
        "%(name)s" if "%" in french else "x",
        french,
        flags=["python-format"] if "%" in french else [],
    )
    assert wordcheck.faults(message), fault


def test_french_that_is_well_set_is_accepted() -> None:
    assert (
        wordcheck.faults(
            Message("x", "Vraiment\u00a0? «\u00a0Oui\u00a0», l’eau\u00a0; à 14:30… Fin.")
        )
        == []
    )


def test_two_catalogues_must_agree(app: Path) -> None:
    other = app.parent / "other"
    other.mkdir()
    (other / "apps.py").write_text('_("Open")')
    for home, french in ((app, "Ouvert"), (other, "Ouvrir")):
        catalog = words.merged(home, [app, other])
        catalog["Open"].string = french
        words.write(home, catalog)
    assert len(wordcheck.contradictions([app, other])) == 1
