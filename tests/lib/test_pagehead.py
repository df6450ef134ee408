"""What a page of the web says of itself."""

import pytest

from etabli.lib.pagehead import TITLE, page_head


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b"<title>Un &amp; deux</title>", ("Un & deux", "", "")),
        (b"<title>a</title><meta property=og:title content=b>", ("b", "", "")),
        (b"<meta name=DESCRIPTION content='  x\n y '>", ("", "x y", "")),
        (b"<head><meta property='og:site_name' content=Site></head>", ("", "", "Site")),
        (b"<body><title>dedans</title>", ("", "", "")),
        (b"\x00\xff<<<>", ("", "", "")),
        (b"", ("", "", "")),
    ],
)
def test_lines_alone_come_out(body, wanted):
    assert page_head(body) == wanted


def test_letters_are_read_as_they_were_written():
    said = "<meta charset=iso-8859-1><title>été</title>".encode("latin-1")
    assert page_head(said).title == "été"
    assert page_head("<title>été</title>".encode("latin-1"), "iso-8859-1").title == "été"
    assert page_head("<title>été</title>".encode(), "no-such-charset").title == "été"


def test_a_title_has_an_end():
    assert len(page_head(b"<title>" + b"a " * 100_000).title) <= TITLE
