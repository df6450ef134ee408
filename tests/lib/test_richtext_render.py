"""What readers see: HTML that holds nothing but the whitelist, titles under their own rights."""

from typing import Any

import pytest
from hypothesis import given
from selectolax.lexbor import LexborHTMLParser

from etabli.lib.richtext import (
    Mention,
    Reference,
    Resolved,
    from_markdown,
    is_empty,
    links,
    mentions,
    references,
    render,
    to_text,
    validate,
)
from etabli.lib.richtext.sanitise import sanitised
from tests.lib.richtext_samples import (
    OTHER,
    UID,
    closed,
    doc,
    known,
    mention,
    nodes,
    paragraph,
    text,
)

ITEM = {"type": "item_link", "attrs": {"uid": OTHER, "label": "Plan secret"}}
IMAGE = {"type": "image", "attrs": {"uid": OTHER, "alt": "Une <vanne>"}}


def html(*blocks: dict[str, Any]) -> str:
    return render(validate(doc(*blocks)), known)


def test_marks_open_once_for_all_they_cover() -> None:
    line = paragraph(
        text("a ", "bold"), text("b", "bold", "italic", "code"), text("c", "bold"), "d"
    )
    assert html(line) == "<p><strong>a <em><code>b</code></em>c</strong>d</p>"


def test_links_outwards_carry_no_trust() -> None:
    out = html(paragraph(text("a", href="https://a.fr/?x=1&y"), text("b", "bold", href="/b")))
    assert out == (
        '<p><a href="https://a.fr/?x=1&amp;y" rel="noopener noreferrer nofollow">a</a>'
        '<a href="/b"><strong>b</strong></a></p>'
    )


def test_a_table_has_a_head_and_scrolls_in_a_box_of_its_own() -> None:
    out = render(from_markdown("| a | b |\n|---|---|\n| 1 | 2 |"), known)
    assert out == (
        '<div class="table-scroll" tabindex="0"><table><thead><tr><th scope="col">a</th>'
        '<th scope="col">b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>'
        "</table></div>"
    )


def test_titles_are_those_that_the_reader_may_know() -> None:
    line = validate(doc(paragraph("Voir ", ITEM, " et ", mention("Ana")), IMAGE))
    seen, hidden = render(line, known), render(line, closed)
    assert f'<a class="ref" href="/item/{OTHER}">Titre de item</a>' in seen
    assert f'<a class="mention" href="/person/{UID}">@Titre de person</a>' in seen
    assert 'alt="Une &lt;vanne&gt;"' in seen
    assert "Plan secret" not in seen + hidden
    assert "href" not in hidden and "src" not in hidden
    assert hidden.count('<span class="ref ref--closed">élément réservé</span>') == 3


def test_being_mentioned_oneself_shows() -> None:
    out = render(validate(doc(paragraph(mention()))), lambda _: Resolved("Ana", "/ana", me=True))
    assert out == '<p><a class="mention mention--me" href="/ana">@Ana</a></p>'


def test_the_resolver_is_asked_once_for_each_thing() -> None:
    asked: list[Reference] = []

    def resolve(reference: Reference) -> Resolved:
        asked.append(reference)
        return known(reference)

    twice = validate(doc(paragraph(mention(), mention(), ITEM, ITEM), IMAGE))
    render(twice, resolve)
    assert asked == references(twice)
    assert [one.kind for one in asked] == ["person", "item", "file"]


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "</p><iframe src=javascript:alert(1)>",
    "<a href=javascript:x>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[x](&#106;avascript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "`<script>`",
    '```"><script>\nx\n```',
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.fr/"onmouseover="alert(1))',
    "<!--[if]><script>-->",
    "<math><mtext><style><img>",
    '> [!NOTE"><script>]',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<style>*{display:none}</style>",
    "<base href=//evil.fr>",
    "<form action=//evil.fr><input name=password>",
    "\x00<scr\x00ipt>",
    "[@x](person:javascript:alert(1))",
    "![x](file:../../etc/passwd)",
    "<meta http-equiv=refresh>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_attacks_stay_words(attack: str) -> None:
    assert_inert(render(from_markdown(attack), known))
    assert_inert(sanitised(attack))


@given(nodes())
def test_any_document_renders_inert(given_doc: Any) -> None:
    kept = validate(given_doc)
    assert_inert(render(kept, known))
    assert_inert(render(kept, closed))


def assert_inert(rendered: str) -> None:
    tree = LexborHTMLParser(f"<main>{rendered}</main>")
    for node in tree.css("main *"):
        assert node.tag not in {"script", "style", "iframe", "svg", "math", "form", "input", "base"}
        for name, value in node.attributes.items():
            assert not name.startswith("on") and name != "style"
            if name in ("href", "src"):
                scheme, colon, _ = (value or "").lower().partition(":")
                assert not colon or scheme in ("http", "https", "mailto") or "/" in scheme


def test_text_for_search_is_one_line_per_block_and_gives_no_title_away() -> None:
    kept = from_markdown(
        f"# Fuite\n\n- rue **des** Ormes\n- [@Ana](person:{UID})\n\n[X](item:{OTHER})\n\n"
        f"Voir [X](item:{OTHER}) avant lundi."
    )
    assert to_text(kept) == "Fuite\nrue des Ormes\n@Ana\nVoir … avant lundi."


def test_what_a_text_names() -> None:
    kept = validate(doc(paragraph(mention(), ITEM, mention(), text("x", href="/y")), IMAGE))
    assert mentions(kept) == [Mention("person", UID, "Ana")]
    assert links(kept) == ["/y"]


@pytest.mark.parametrize(
    ("blocks", "empty"),
    [
        ([], True),
        ([paragraph(" \u00a0", {"type": "hardBreak"})], True),
        ([{"type": "bulletList", "content": [{"type": "listItem"}]}], True),
        ([paragraph(mention())], False),
        ([IMAGE], False),
        ([paragraph("a")], False),
    ],
)
def test_emptiness(blocks: list[dict[str, Any]], empty: bool) -> None:
    assert is_empty(validate(doc(*blocks))) is empty
