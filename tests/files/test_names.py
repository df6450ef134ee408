"""Names of files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from etabli.platform.files.naming import LONGEST, clean_name, with_extension
from etabli.platform.files.sniffing import media_type_of


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\plan.pdf", "plan.pdf"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("a\u200bb\ufeff.txt", "ab.txt"),
        ("a\x00b\r\nSet-Cookie: x.txt", "ab Set-Cookie_ x.txt"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("...", "file"),
        ("", "file"),
        ("  .hidden ", "hidden"),
        ('a"b<c>d|e?.txt', "a_b_c_d_e_.txt"),
        ("Compte rendu 🚧 d’été.odt", "Compte rendu 🚧 d’été.odt"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("a" * 4000 + ".pdf", "a" * (LONGEST - 4) + ".pdf"),
        ("a." + "b" * 300, "a." + "b" * (LONGEST - 2)),
    ],
)
def test_b9_a_name_is_one_line_without_tricks(given_name, shown):
    assert clean_name(given_name) == shown


@given(st.text())
def test_b9_any_name_gives_one_that_can_be_shown_and_kept(text):
    name = clean_name(text)
    assert 0 < len(name) <= LONGEST
    assert not set(name) & set('/\\\x00\r\n<>:"|?*')
    assert clean_name(name) == name


@pytest.mark.parametrize("name", ["été 🚧.txt", 'a"b.txt', "vignette", "a%2e.txt", "a;b=c.txt"])
def test_b9_it_comes_back_under_its_name(world, browse, name):
    ana = browse(world.ana)
    sent = ana.post("/fichiers/", {"file": SimpleUploadedFile(name, b"contenu")}).json()
    answer = ana.get(sent["url"])
    assert b"".join(answer.streaming_content) == b"contenu"
    header = answer["Content-Disposition"]
    assert header.startswith("attachment; filename")
    assert "\n" not in header
    header.encode("latin-1")


def test_a_picture_written_otherwise_says_so():
    assert with_extension("photo.bmp", ".png") == "photo.png"
    assert with_extension("photo.JPEG", ".jpg") == "photo.JPEG"
    assert with_extension("photo", ".jpg") == "photo.jpg"


def test_the_type_follows_what_it_holds():
    assert media_type_of(b"%PDF-1.4", "a.png") == "application/pdf"
    assert media_type_of(b"PK\x03\x04", "a.docx").endswith("wordprocessingml.document")
    assert media_type_of(b"PK\x03\x04", "a.exe") == "application/zip"
    assert media_type_of(b"<svg", "a.svg") == "application/octet-stream"
    assert media_type_of(b"a;b", "a.csv") == "text/csv"
    assert media_type_of(b"a\x00b", "a.csv") == "application/octet-stream"
    assert media_type_of(b"BM, une lettre", "a.txt") == "text/plain"
    assert media_type_of(b"", "") == "application/octet-stream"
