"""From the HTML of other programs to a document. For importers: it never raises.

Unknown tags keep their text. Pictures and previews of other houses are not fetched: the link
that they stand for is kept.
"""

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etabli.lib.richtext import html_tables
from etabli.lib.richtext.building import Building, bounded
from etabli.lib.richtext.schema import Doc, is_address, is_language
from etabli.lib.richtext.words import MentionFinder

Node = dict[str, Any]

_MARKS: Mapping[str, Node] = {
    tag: {"type": mark}
    for mark, tags in {
        "bold": "strong b",
        "italic": "em i cite dfn var",
        "strike": "del s strike",
        "highlight": "mark",
        "code": "code tt kbd samp",
    }.items()
    for tag in tags.split()
}
_BLOCKS = frozenset(
    "p div section article header footer main aside nav figure figcaption address center form "
    "fieldset dl dt dd details summary li tr caption legend video audio".split()
)
_DROPPED = frozenset(
    "script style template head title noscript svg object embed iframe canvas meta link input "
    "button select textarea option -comment !doctype".split()
)
# Elements one inside another beyond which only words are kept.
_DEEPEST_ELEMENT = 60
_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>?")
_VOID = frozenset("br hr img input link meta p li td th tr wbr source track col".split())
_LONG, _LONGEST, _DEEPEST_SOURCE = 20_000, 5_000_000, 2_000
# What Zulip adds under a message to show where its links lead.
_PREVIEWS = re.compile(r"\b(?:message_inline_image|message_embed|inline-preview-\w+)\b")
_EMOJI = re.compile(r"\bemoji-([0-9a-f]+(?:-[0-9a-f]+)*)\b")
_EMOJI_NAME = re.compile(r"\bemoji\b")


def from_html(html: str, mentions: MentionFinder | None = None, base: str = "") -> Doc:
    """The document that an HTML text says.

    `mentions` finds who a name in a mention of Zulip is. `base` is where addresses without a
    host lead; without it they are no links. What is too long or too deep is cut.
    """
    if _is_hostile(html):
        return bounded({}, lambda: unescape(_TAG.sub("\n", html)))
    reading = _Reading(mentions, base)
    body = LexborHTMLParser(html).body
    if body is not None:
        reading.inside(body)
    return bounded(reading.finished(), lambda: body.text(separator="\n") if body else "")


def _is_hostile(html: str) -> bool:
    """Whether elements are nested so deep that parsing would take the square of the length."""
    if len(html) > _LONGEST:
        return True
    if len(html) < _LONG:
        return False
    depth = 0
    for tag in _TAG.finditer(html):
        name = tag.group(2).lower()
        if name not in _VOID:
            depth = max(0, depth - 1) if tag.group(1) else depth + 1
            if depth > _DEEPEST_SOURCE:
                return True
    return False


class _Reading(Building):
    """One text being read."""

    def __init__(self, mentions: MentionFinder | None, base: str) -> None:
        super().__init__()
        self._find = mentions
        self._base = base
        self._level = 0

    def inside(self, parent: LexborNode) -> None:
        """Read the children of an element."""
        if self._level > _DEEPEST_ELEMENT:
            self.say(parent.text())
            return
        self._level += 1
        child = parent.first_child
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                self.say(child.text_content or "")
            elif (reader := _READERS.get(tag)) is not None:
                reader(self, child)
            elif tag not in _DROPPED:
                self.inside(child)
            child = child.next
        self._level -= 1

    def marked(self, element: LexborNode, mark: Node) -> None:
        """Read an element whose words carry a mark."""
        with self.marking(mark):
            self.inside(element)

    def span(self, element: LexborNode) -> None:
        """Most spans are colours; a few are emoji, formulas, mentions."""
        css = element.attrs.sget("class")
        if not css:
            self.inside(element)
        elif css.startswith("katex"):
            self._formula(element)
        elif _EMOJI_NAME.match(css):
            self.say(_emoji(css) or element.text())
        elif "mention" in css:
            self._mention(element.text())
        else:
            self.inside(element)

    def _formula(self, element: LexborNode) -> None:
        source = element.css_first("annotation")
        with self.marking({"type": "code"}):
            self.say(source.text() if source else element.text())

    def _mention(self, text: str) -> None:
        name = text.lstrip("@").strip()
        found = self._find(name) if self._find and name else None
        if found:
            self.put({"type": "mention", "attrs": found._asdict()})
        else:
            self.say(text)

    def division(self, element: LexborNode) -> None:
        """A block, unless it shows where a link leads; a spoiler is a callout."""
        css = element.attrs.sget("class")
        if css == "spoiler-block":
            self.block(element, "callout", kind="note")
        elif css == "spoiler-header":
            self.end_line()
            self.marked(element, {"type": "bold"})
            self.end_line()
        elif css == "codehilite":
            self.code(element, element.attrs.sget("data-code-language"))
        elif not _PREVIEWS.search(css):
            self.end_line()
            self.inside(element)
            self.end_line()

    def block(self, element: LexborNode, name: str, **attrs: Any) -> None:
        """An element that holds paragraphs."""
        with self.holding(name, **attrs):
            self.inside(element)

    def heading(self, element: LexborNode) -> None:
        """A title is one line."""
        self.end_line()
        self.inside(element)
        self.end_line("heading", level=_HEADINGS[element.tag or "h2"])

    def listing(self, element: LexborNode) -> None:
        """A list; what stands in it beside its items makes one more."""
        name = "orderedList" if element.tag == "ol" else "bulletList"
        start = element.attrs.sget("start")
        attrs = (
            {"start": int(start)}
            if name == "orderedList" and start.isdecimal() and len(start) < 10
            else {}
        )
        with self.holding(name, **attrs):
            child = element.first_child
            while child is not None:
                if child.tag == "li" or (child.text() or "").strip():
                    self.block(child, "listItem")
                child = child.next

    def code(self, element: LexborNode, language: str = "") -> None:
        """Code is taken letter for letter."""
        if not language and (inner := element.css_first("code")):
            named = re.search(r"\blanguage-(\S+)", inner.attrs.sget("class"))
            language = named.group(1) if named else ""
        text = element.text().removesuffix("\n")
        attrs = {"language": language} if is_language(language) else {}
        self.add_block(
            {"type": "codeBlock", "attrs": attrs, "content": [{"type": "text", "text": text}]}
        )

    def link(self, element: LexborNode) -> None:
        """A link keeps its words when it leads nowhere."""
        href = self._absolute(element.attrs.sget("href"))
        if href:
            self.marked(element, {"type": "link", "attrs": {"href": href}})
        else:
            self.inside(element)

    def picture(self, element: LexborNode) -> None:
        """A picture is its description, and a link to it."""
        words = element.attrs.sget("alt") or element.attrs.sget("title")
        href = self._absolute(element.attrs.sget("src"))
        if _EMOJI_NAME.search(element.attrs.sget("class")) or not href:
            self.say(words)
        elif not self.has_mark("link"):
            with self.marking({"type": "link", "attrs": {"href": href}}):
                self.say(words or href)
        else:
            self.say(words)

    def table(self, element: LexborNode) -> None:
        """A table; cells hold no headings, quotations or tables."""
        self.end_line()
        rows = []
        for row in html_tables.rows(element):
            cells = []
            for cell in html_tables.cells(row):
                name = "tableHeader" if cell.tag == "th" else "tableCell"
                with self.holding(name, **html_tables.spans(cell)) as content:
                    self.inside(cell)
                cells.append(self.taken(html_tables.plain(content)))
            rows.append({"type": "tableRow", "content": cells})
        if rows:
            self.add_block({"type": "table", "content": rows})

    def _absolute(self, href: str) -> str:
        href = href.strip()
        if href.startswith("//"):
            href = f"https:{href}"
        elif href[:1] in ("/", "#", "?"):
            href = (
                self._base.rstrip("/") + ("" if href[0] == "/" else "/") + href
                if self._base
                else ""
            )
        return href if is_address(href) else ""


def _emoji(css: str) -> str:
    found = _EMOJI.search(css)
    try:
        return "".join(chr(int(code, 16)) for code in found.group(1).split("-")) if found else ""
    except (ValueError, OverflowError):
        return ""


def _marked(mark: Node) -> Callable[[_Reading, LexborNode], None]:
    return lambda to, element: to.marked(element, mark)


def _apart(to: _Reading, element: LexborNode) -> None:
    to.end_line()
    to.inside(element)
    to.end_line()


_READERS: Mapping[str, Callable[[_Reading, LexborNode], None]] = {
    **dict.fromkeys(_BLOCKS, _apart),
    **{tag: _marked(mark) for tag, mark in _MARKS.items()},
    **dict.fromkeys(_HEADINGS, _Reading.heading),
    "span": _Reading.span,
    "div": _Reading.division,
    "a": _Reading.link,
    "br": lambda to, _element: to.put({"type": "hardBreak"}),
    "hr": lambda to, _element: to.add_block({"type": "horizontalRule"}),
    "ul": _Reading.listing,
    "ol": _Reading.listing,
    "blockquote": lambda to, element: to.block(element, "blockquote"),
    "pre": lambda to, element: to.code(element),
    "img": _Reading.picture,
    "table": _Reading.table,
}
