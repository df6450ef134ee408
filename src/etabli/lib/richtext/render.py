"""From a document to HTML.

Titles of what the text names come from `resolve`, asked with the reader's rights each time the
text is shown. Everything is escaped here, then passed through nh3 all the same.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, NamedTuple

from etabli.lib.richtext.reading import Reference, ReferenceKind
from etabli.lib.richtext.runs import runs
from etabli.lib.richtext.sanitise import sanitised
from etabli.lib.richtext.schema import Doc

Node = Mapping[str, Any]


class Resolved(NamedTuple):
    """What the reader may know of a thing: a title, and its address if she may open it.

    For what she may not see, or what is gone, the title is a sentence (« élément réservé ») and
    there is no address. `src` is the address of an image to show in the text, `me` tells that
    the reader herself is mentioned, `width` and `height` are pixels when known.
    """

    title: str
    url: str | None = None
    src: str | None = None
    me: bool = False
    width: int | None = None
    height: int | None = None


Resolver = Callable[[Reference], Resolved]

_REL = "noopener noreferrer nofollow"
_CALLOUTS = {"note": "plain", "tip": "ok", "warning": "warn", "danger": "stop"}
_MARKS = {"bold": "strong", "italic": "em", "strike": "s", "highlight": "mark", "code": "code"}
_TAGS = {
    "paragraph": "p",
    "bulletList": "ul",
    "listItem": "li",
    "blockquote": "blockquote",
    "tableRow": "tr",
}


def render(doc: Doc, resolve: Resolver, anchors: Iterable[str] = ()) -> str:
    """The HTML of a document for one reader, to be put inside an element of class `prose`.

    `resolve` is asked once for each reference; `references(doc)` tells them beforehand.
    `anchors` name the titles, in their order, as `outline(doc)` gives them.
    """
    return sanitised(_Rendering(resolve, anchors).inside(doc))


class _Rendering:
    """One document being written for one reader."""

    def __init__(self, resolve: Resolver, anchors: Iterable[str]) -> None:
        self._resolve = resolve
        self._anchors = iter(anchors)
        self._known: dict[Reference, Resolved] = {}

    def inside(self, node: Node) -> str:
        """The HTML of what a node holds."""
        return "".join([self._step(step, part) for step, part in runs(node.get("content", ()))])

    def anchor(self) -> str:
        """The name of the next title; '' when titles have none."""
        return next(self._anchors, "")

    def about(self, kind: ReferenceKind, node: Node) -> Resolved:
        """What the reader may know of the thing that a node names."""
        reference = Reference(kind, node["attrs"]["uid"])
        if reference not in self._known:
            self._known[reference] = self._resolve(reference)
        return self._known[reference]

    def _step(self, step: str, part: Node) -> str:
        if step == "node":
            return self._node(part)
        return _opening(part) if step == "open" else _closing(part)

    def _node(self, node: Node) -> str:
        name = node["type"]
        if name == "text":
            return escape(node["text"])
        if tag := _TAGS.get(name):
            return f"<{tag}>{self.inside(node)}</{tag}>"
        # A node of a later version still shows the text that it holds.
        writer = _WRITERS.get(name, _Rendering.inside)
        return writer(self, node)


def _opening(mark: Node) -> str:
    if mark["type"] != "link":
        return f"<{_MARKS[mark['type']]}>"
    href = mark["attrs"]["href"]
    rel = "" if href[:1] in "/#?" else f' rel="{_REL}"'
    css = ' class="ref ref--named"' if mark["attrs"].get("named") else ""
    return f'<a{css} href="{escape(href)}"{rel}>'


def _closing(mark: Node) -> str:
    return "</a>" if mark["type"] == "link" else f"</{_MARKS[mark['type']]}>"


def _attrs(node: Node) -> Mapping[str, Any]:
    attrs: Mapping[str, Any] = node.get("attrs", {})
    return attrs


def _heading(to: _Rendering, node: Node) -> str:
    level = int(_attrs(node)["level"])
    anchor = to.anchor()
    named = f' id="{escape(anchor)}"' if anchor else ""
    return f"<h{level}{named}>{to.inside(node)}</h{level}>"


def _ordered_list(to: _Rendering, node: Node) -> str:
    start = int(_attrs(node).get("start", 1))
    opening = "<ol>" if start == 1 else f'<ol start="{start}">'
    return f"{opening}{to.inside(node)}</ol>"


def _task_list(to: _Rendering, node: Node) -> str:
    return f'<ul class="tasks">{to.inside(node)}</ul>'


def _task_item(to: _Rendering, node: Node) -> str:
    css, box = ("task task--done", "☑") if _attrs(node).get("checked") else ("task", "☐")
    return (
        f'<li class="{css}"><span class="task__box">{box}</span>'
        f'<div class="task__body">{to.inside(node)}</div></li>'
    )


def _callout(to: _Rendering, node: Node) -> str:
    tone = _CALLOUTS.get(_attrs(node)["kind"], "plain")
    return f'<div class="callout" data-tone="{tone}">{to.inside(node)}</div>'


def _code_block(to: _Rendering, node: Node) -> str:
    language = _attrs(node).get("language")
    opening = f'<code data-language="{escape(language)}">' if language else "<code>"
    return f"<pre>{opening}{to.inside(node)}</code></pre>"


def _table(to: _Rendering, node: Node) -> str:
    rows = list(node.get("content", ()))
    head = 1 if rows and all(c["type"] == "tableHeader" for c in rows[0]["content"]) else 0
    thead = f"<thead>{to.inside({'content': rows[:1]})}</thead>" if head else ""
    tbody = f"<tbody>{to.inside({'content': rows[head:]})}</tbody>" if rows[head:] else ""
    # A wide table scrolls in its own box, which the keyboard can reach.
    return f'<div class="table-scroll" tabindex="0"><table>{thead}{tbody}</table></div>'


def _header_cell(to: _Rendering, node: Node) -> str:
    return f'<th scope="col"{_spans(node)}>{_cell(to, node)}</th>'


def _plain_cell(to: _Rendering, node: Node) -> str:
    return f"<td{_spans(node)}>{_cell(to, node)}</td>"


def _spans(node: Node) -> str:
    return "".join(f' {key}="{int(span)}"' for key, span in _attrs(node).items())


def _cell(to: _Rendering, node: Node) -> str:
    content = node.get("content", ())
    if len(content) == 1 and content[0]["type"] == "paragraph":
        return to.inside(content[0])
    return to.inside(node)


def _mention(to: _Rendering, node: Node) -> str:
    known = to.about(node["attrs"]["kind"], node)
    if not known.url:
        return _named(known, "mention")
    css = "mention mention--me" if known.me else "mention"
    return _named(known._replace(title="@" + known.title.removeprefix("@")), css)


def _item_link(to: _Rendering, node: Node) -> str:
    return _named(to.about("item", node), "ref")


def _file(to: _Rendering, node: Node) -> str:
    return _named(to.about("file", node), "ref ref--file")


def _image(to: _Rendering, node: Node) -> str:
    known = to.about("file", node)
    if not (src := known.src or known.url):
        return f"<p>{_named(known, 'ref')}</p>"
    sides = (("width", known.width), ("height", known.height))
    size = "".join(f' {side}="{int(pixels)}"' for side, pixels in sides if pixels)
    image = f'<img src="{escape(src)}" alt="{escape(_attrs(node)["alt"])}" loading="lazy"{size}>'
    link = f'<a href="{escape(known.url)}">{image}</a>' if known.url else image
    return f"<figure>{link}</figure>"


def _named(known: Resolved, css: str) -> str:
    if known.url:
        return f'<a class="{css}" href="{escape(known.url)}">{escape(known.title)}</a>'
    return f'<span class="ref ref--closed">{escape(known.title)}</span>'


_WRITERS: Mapping[str, Callable[[_Rendering, Node], str]] = {
    "heading": _heading,
    "orderedList": _ordered_list,
    "taskList": _task_list,
    "taskItem": _task_item,
    "callout": _callout,
    "codeBlock": _code_block,
    "horizontalRule": lambda _to, _node: "<hr>",
    "hardBreak": lambda _to, _node: "<br>",
    "table": _table,
    "tableHeader": _header_cell,
    "tableCell": _plain_cell,
    "mention": _mention,
    "item_link": _item_link,
    "file": _file,
    "image": _image,
}
