"""The Markdown that is read: CommonMark, tables, ~~strike~~, ==highlight==, `<br>`.

Raw HTML is never interpreted, but for `<br>`, the only way to break a line in a table.
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from etabli.lib.richtext.schema import is_address

REFERENCE = re.compile(
    r"(person|unit|space|item|file):([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
)
"""Where a mention, a link to an item or a file leads when written in Markdown."""

_BREAK = re.compile(r"<br\s{0,4}/?>", re.IGNORECASE)
_MARKER = "="
# Deeper than any document that is accepted, so that what is too deep is refused, not cut.
_NESTING = 30


def parser() -> MarkdownIt:
    """A parser of our Markdown."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING})
    markdown.enable(["table", "strikethrough"])
    markdown.inline.ruler.before("autolink", "line_break", _line_break)
    markdown.inline.ruler.before("emphasis", "highlight", _highlight)
    markdown.inline.ruler2.before("emphasis", "highlight", _pair_highlights)
    # What leads nowhere stays as it was typed; addresses are kept letter for letter.
    markdown.validateLink = _may_lead  # type: ignore[method-assign]
    markdown.normalizeLink = str  # type: ignore[method-assign,assignment]
    markdown.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    return markdown


def _may_lead(url: str) -> bool:
    return is_address(url) or REFERENCE.fullmatch(url) is not None


def _line_break(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<" or not (match := _BREAK.match(state.src, state.pos)):
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = match.end()
    return True


def _highlight(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != _MARKER:
        return False
    scanned = state.scanDelims(state.pos, True)
    if scanned.length < 2:
        return False
    # Only pairs are marks: of three equal signs, the first is a text.
    if scanned.length % 2:
        state.push("text", "", 0).content = _MARKER
    for _pair in range(scanned.length // 2):
        state.push("text", "", 0).content = _MARKER * 2
        state.delimiters.append(
            Delimiter(
                marker=ord(_MARKER),
                length=0,
                token=len(state.tokens) - 1,
                end=-1,
                open=scanned.can_open,
                close=scanned.can_close,
            )
        )
    state.pos += scanned.length
    return True


def _pair_highlights(state: StateInline) -> None:
    for delimiters in [state.delimiters, *_nested(state.tokens_meta)]:
        for opener in delimiters:
            if opener.marker == ord(_MARKER) and opener.end != -1:
                closer = delimiters[opener.end]
                for delimiter, name in ((opener, "open"), (closer, "close")):
                    token = state.tokens[delimiter.token]
                    token.type, token.tag = f"mark_{name}", "mark"
                    token.nesting = 1 if name == "open" else -1
                    token.content, token.markup = "", _MARKER * 2


def _nested(metas: list[dict[str, Any] | None]) -> list[list[Delimiter]]:
    return [meta["delimiters"] for meta in metas if meta and "delimiters" in meta]
