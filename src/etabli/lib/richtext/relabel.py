"""Names of things as one reader may know them, before a document leaves as JSON or Markdown."""

from typing import Any, cast

from etabli.lib.richtext.reading import Reference, ReferenceKind
from etabli.lib.richtext.render import Resolver
from etabli.lib.richtext.schema import REFERENCES, Doc

_LABELS = {"mention": "label", "item_link": "label", "file": "name"}


def relabel(doc: Doc, resolve: Resolver) -> Doc:
    """The document with the labels that the resolver gives, for the editor, exports, history.

    The label that the author saw may tell a title that this reader may not know.
    """
    known: dict[Reference, str] = {}

    def changed(node: dict[str, Any]) -> dict[str, Any]:
        if "content" in node:
            return {**node, "content": [changed(child) for child in node["content"]]}
        key = _LABELS.get(node["type"])
        if key is None:
            return node
        attrs = node["attrs"]
        kind = attrs["kind"] if node["type"] == "mention" else REFERENCES[node["type"]]
        reference = Reference(cast(ReferenceKind, kind), attrs["uid"])
        if reference not in known:
            known[reference] = resolve(reference).title
        return {**node, "attrs": {**attrs, key: known[reference].removeprefix("@")}}

    return Doc(changed(doc))
