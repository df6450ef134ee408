"""Documents and makers of documents for the tests of rich text."""

from typing import Any

from hypothesis import strategies as st

from etabli.lib.richtext import Reference, Resolved
from etabli.lib.richtext.schema import CALLOUT_KINDS, CONTENT, MARKS, MENTION_KINDS

UID = "018f0000-0000-7000-8000-00000000000a"
OTHER = "018f0000-0000-7000-8000-00000000000b"

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=20,
)


def doc(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "doc", "content": list(blocks)}


def paragraph(*content: dict[str, Any] | str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [text(c) if isinstance(c, str) else c for c in content]}


def text(words: str, *marks: str, href: str = "") -> dict[str, Any]:
    laid: list[dict[str, Any]] = [{"type": mark} for mark in marks]
    if href:
        laid.append({"type": "link", "attrs": {"href": href}})
    return {"type": "text", "text": words, "marks": laid}


def mention(label: str = "Ana", kind: str = "person", uid: str = UID) -> dict[str, Any]:
    return {"type": "mention", "attrs": {"kind": kind, "uid": uid, "label": label}}


def known(reference: Reference) -> Resolved:
    """A reader who may see everything."""
    return Resolved(f"Titre de {reference.kind}", f"/{reference.kind}/{reference.uid}")


def closed(_reference: Reference) -> Resolved:
    """A reader who may see nothing."""
    return Resolved("élément réservé")


_ATTRS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "heading": st.fixed_dictionaries({"level": st.sampled_from([2, 3, 2.0])}),
    "orderedList": st.fixed_dictionaries({"start": st.integers(0, 12)}),
    "taskItem": st.fixed_dictionaries({"checked": st.booleans()}),
    "callout": st.fixed_dictionaries({"kind": st.sampled_from(CALLOUT_KINDS)}),
    "codeBlock": st.fixed_dictionaries({"language": st.none() | st.just("python")}),
    "tableCell": st.fixed_dictionaries({"colspan": st.integers(1, 3), "colwidth": st.none()}),
    "tableHeader": st.fixed_dictionaries({"rowspan": st.integers(1, 3)}),
    "image": st.fixed_dictionaries({"uid": st.just(UID), "alt": ANY_TEXT}),
    "mention": st.fixed_dictionaries(
        {"kind": st.sampled_from(sorted(MENTION_KINDS)), "uid": st.just(UID), "label": ANY_TEXT}
    ),
    "item_link": st.fixed_dictionaries({"uid": st.just(OTHER), "label": ANY_TEXT}),
    "file": st.fixed_dictionaries({"uid": st.just(OTHER), "name": ANY_TEXT}),
}
_HREFS = st.sampled_from(["https://a.fr/x_(y)?a=b&c", "mailto:a@b.fr", "/fiches/1", "#ici"])


@st.composite
def marks(draw: st.DrawFn) -> list[dict[str, Any]]:
    chosen = draw(st.lists(st.sampled_from(MARKS), unique=True, max_size=3))
    return [
        {"type": name, "attrs": {"href": draw(_HREFS)}} if name == "link" else {"type": name}
        for name in chosen
    ]


@st.composite
def nodes(draw: st.DrawFn, name: str = "doc", depth: int = 0) -> dict[str, Any]:
    """Any node that the editor's schema can hold."""
    if name == "text":
        return {"type": "text", "text": draw(ANY_TEXT), "marks": draw(marks())}
    node: dict[str, Any] = {"type": name}
    if name in _ATTRS:
        node["attrs"] = draw(_ATTRS[name])
    if choices := sorted(CONTENT[name]):
        if depth > 4:
            choices = [choice for choice in choices if choice in ("text", "paragraph")]
        names = draw(st.lists(st.sampled_from(choices), max_size=3)) if choices else []
        node["content"] = [draw(nodes(name=inner, depth=depth + 1)) for inner in names]
    return node
