"""What changed between two versions; names as a reader may know them."""

import time
from typing import Any

from hypothesis import given

from etabli.lib.richtext import (
    Reference,
    Resolved,
    diff,
    diff_html,
    from_markdown,
    from_sent,
    relabel,
    to_markdown,
    to_text,
    undescribed_images,
    validate,
)
from etabli.lib.richtext.schema import Doc
from tests.lib.richtext_samples import OTHER, UID, closed, known, nodes


def changes(before: str, after: str) -> str:
    return diff_html(from_markdown(before), from_markdown(after))


def test_words_that_came_and_went() -> None:
    assert changes("Trois équipes partent à 4 h.", "Deux équipes partent à 4 h.") == (
        "<p><del>Trois</del><ins>Deux</ins> équipes partent à 4 h.</p>"
    )


def test_weight_and_links_are_changes() -> None:
    assert changes("Sel livré ici", "Sel **livré** ici") == (
        "<p>Sel <del>livré</del><ins><strong>livré</strong></ins> ici</p>"
    )
    assert changes("voir [ici](/a) même", "voir [ici](/b) même") == (
        "<p>voir <del>ici</del><ins>ici</ins> même</p>"
    )


def test_a_box_that_is_checked_shows() -> None:
    assert changes("- [ ] saler la côte", "- [x] saler la côte") == (
        "<p><del>☐ </del><ins>☑ </ins>saler la côte</p>"
    )


def test_unchanged_lines_are_left_out_but_those_around() -> None:
    before = "\n\n".join("abcdefgh")
    lines = diff(from_markdown(before), from_markdown(before.replace("e", "E")))
    assert [line.left_out for line in lines] == [3, 0, 0, 0, 0, 2]
    assert [piece.text for line in lines for piece in line.pieces] == ["d", "e", "E", "f"]


def test_lines_added_and_removed_are_whole() -> None:
    assert changes("un\n\ndeux", "un\n\ntrois quatre") == (
        "<p>un</p><p><del>deux</del></p><p><ins>trois quatre</ins></p>"
    )
    assert diff(from_markdown("a"), from_markdown("a")) == []


def test_nothing_in_a_change_is_markup() -> None:
    assert changes("a", "<script>a</script>").count("<script>") == 0


def test_large_versions_are_compared_fast() -> None:
    before = from_markdown("\n\n".join(f"Ligne {n} du plan de viabilité" for n in range(2_000)))
    after = from_markdown("\n\n".join(f"Ligne {n} du plan d’hiver" for n in range(2_000)))
    started = time.process_time()
    assert diff(before, after)
    long = Doc(
        validate(
            {
                "type": "doc",
                "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": "mot " * 40_000}]}
                ],
            }
        )
    )
    assert diff(long, before)
    assert time.process_time() - started < 5


@given(nodes(), nodes())
def test_the_same_words_are_read_on_each_side(before: Any, after: Any) -> None:
    old, new = validate(before), validate(after)
    lines = diff(old, new, context=10_000)
    if lines:
        for doc, gone in ((old, "added"), (new, "removed")):
            said = "".join(p.text for line in lines for p in line.pieces if p.change != gone)
            words = "".join(to_text(doc).replace("…", "").split())
            assert all(letter in said for letter in words)


def test_labels_are_those_the_reader_may_know() -> None:
    doc = from_markdown(
        f"[Plan secret](item:{OTHER}) [@Ana](person:{UID}) [paie.pdf](file:{OTHER})"
    )
    assert "Plan secret" not in to_markdown(relabel(doc, closed))
    assert "paie.pdf" not in to_markdown(relabel(doc, closed))
    assert to_markdown(relabel(doc, known)).startswith(f"[Titre de item](item:{OTHER})")
    assert "Plan secret" in to_markdown(doc)


def test_relabelling_asks_once() -> None:
    asked: list[Reference] = []

    def resolve(reference: Reference) -> Resolved:
        asked.append(reference)
        return Resolved("x")

    relabel(from_markdown(f"[a](item:{UID}) [b](item:{UID})"), resolve)
    assert asked == [Reference("item", UID)]


def test_forms_send_json_or_markdown() -> None:
    doc = from_markdown("**a**")
    assert from_sent(doc) == from_sent("**a**") == doc
    assert from_sent('{"type":"doc","content":[]}') == validate({"type": "doc"})


def test_images_without_a_description() -> None:
    assert undescribed_images(from_markdown(f"![](file:{UID})\n\n![Vanne](file:{OTHER})")) == [UID]
