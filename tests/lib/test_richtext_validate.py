"""A document from outside is taken whole, or refused with a sentence and a place."""

import json
import time
from typing import Any

import pytest
from hypothesis import given

from etabli.lib.richtext import RichTextError, validate
from tests.lib.richtext_samples import JSON, UID, doc, mention, nodes, paragraph, text


def refusal(given_json: object) -> RichTextError:
    with pytest.raises(RichTextError) as caught:
        validate(given_json)
    return caught.value


def test_a_document_is_kept_in_one_canonical_form() -> None:
    kept = validate(
        doc(
            {"type": "heading", "attrs": {"level": 2.0, "id": "x"}, "content": [text("Titre")]},
            paragraph(text("a", "italic", "bold"), text("b", "bold", "italic"), text("")),
            {"type": "bulletList", "content": []},
            {
                "type": "orderedList",
                "attrs": {"start": 1, "type": None},
                "content": [
                    {
                        "type": "listItem",
                        "content": [{"type": "codeBlock", "attrs": {"language": None}}],
                    }
                ],
            },
        )
    )
    both = [{"type": "bold"}, {"type": "italic"}]
    assert kept == doc(
        {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Titre"}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "ab", "marks": both}]},
        {
            "type": "orderedList",
            "content": [
                {"type": "listItem", "content": [{"type": "paragraph"}, {"type": "codeBlock"}]}
            ],
        },
    )


def test_nothing_is_an_empty_paragraph() -> None:
    assert validate({"type": "doc"}) == doc({"type": "paragraph"})


def test_json_as_text_is_read_too() -> None:
    assert validate(json.dumps(doc(paragraph("é")))) == validate(doc(paragraph("é")))
    assert "Send it again" in refusal('{"type":').sentence


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        (None, ""),
        ([], ""),
        ({"type": "paragraph"}, ""),
        (doc(mention()), "content[0]"),
        (doc({"type": "script"}), "content[0]"),
        (doc(paragraph(text("x", "blink"))), "content[0].content[0].marks[0]"),
        (doc(paragraph(mention(kind="robot"))), "content[0].content[0].attrs.kind"),
        (doc(paragraph(mention(uid="1 OR 1"))), "content[0].content[0].attrs.uid"),
        (doc({"type": "heading", "attrs": {"level": 1}}), "content[0].attrs.level"),
        (doc({"type": "paragraph", "content": "x"}), "content[0].content"),
    ],
)
def test_a_refusal_says_where(wrong: object, path: str) -> None:
    assert refusal(wrong).path == path


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "//evil.fr",
        "/\\evil.fr",
        "\\\\evil.fr",
        "ftp://x.fr",
        "file:///etc/passwd",
        "x.html",
        "",
        None,
        3,
        "https://a.fr/\x00",
        "https://a b.fr",
        "/" + "x" * 3000,
        "http://",
        "&#106;avascript:x",
    ],
)
def test_links_lead_only_to_the_web_a_mailbox_or_this_house(href: object) -> None:
    mark = {"type": "link", "attrs": {"href": href}}
    wrong = doc({"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": [mark]}]})
    assert refusal(wrong).path.endswith("marks[0].attrs.href")


@pytest.mark.parametrize(
    "href", ["https://a.fr/é?x=1#y", "HTTP://A.fr", "mailto:a@b.fr", "/a", "#b"]
)
def test_addresses_that_are_taken(href: str) -> None:
    assert validate(doc(paragraph(text("x", href=href))))


def quotations(depth: int) -> dict[str, Any]:
    node: dict[str, Any] = {"type": "paragraph"}
    for _ in range(depth):
        node = {"type": "blockquote", "content": [node]}
    return doc(node)


@pytest.mark.parametrize(
    ("huge", "word"),
    [
        (doc({"type": "paragraph", "content": [mention()] * 100_000}), "too long"),
        (doc(paragraph("x" * 300_000)), "too long"),
        (doc(paragraph("é" * 150_000)), "too long"),
        (quotations(500), "inside another"),
        ('{"type":"doc","content":[' * 20_000, "inside another"),
        ("[" * 5_000_000, "too long"),
    ],
)
def test_what_is_huge_or_deep_is_refused_at_once(huge: object, word: str) -> None:
    started = time.process_time()
    assert word in refusal(huge).sentence
    assert time.process_time() - started < 0.2


def test_a_mention_label_is_one_clean_line() -> None:
    kept = validate(doc(paragraph(mention("  @Ana\n\u202eLopes\x00 "))))
    assert kept["content"][0]["content"][0]["attrs"] == {
        "kind": "person",
        "uid": UID,
        "label": "Ana Lopes",
    }


@given(nodes())
def test_all_that_the_schema_can_hold_is_taken_and_canonical_at_once(given_doc: Any) -> None:
    kept = validate(given_doc)
    assert validate(kept) == kept
    assert validate(json.dumps(kept)) == kept


@given(JSON)
def test_any_json_is_taken_or_refused_with_a_sentence(anything: object) -> None:
    try:
        validate(anything)
    except RichTextError as error:
        assert error.sentence.endswith(".")
