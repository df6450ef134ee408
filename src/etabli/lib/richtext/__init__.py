"""Rich text: ProseMirror JSON validated, read, written. See README.md one folder up."""

from etabli.lib.richtext.diff import Line, Piece, diff, diff_html
from etabli.lib.richtext.errors import RichTextError
from etabli.lib.richtext.html_in import from_html
from etabli.lib.richtext.markdown_in import from_markdown
from etabli.lib.richtext.markdown_out import to_markdown
from etabli.lib.richtext.outline import Heading, outline
from etabli.lib.richtext.reading import (
    Mention,
    Reference,
    ReferenceKind,
    is_empty,
    links,
    mentions,
    references,
    to_text,
    undescribed_images,
)
from etabli.lib.richtext.relabel import relabel
from etabli.lib.richtext.render import Resolved, Resolver, render
from etabli.lib.richtext.schema import CALLOUT_KINDS, SIZE_LIMIT, CalloutKind, Doc, MentionKind
from etabli.lib.richtext.sent import from_sent
from etabli.lib.richtext.slack import from_slack
from etabli.lib.richtext.validate import validate
from etabli.lib.richtext.words import MentionFinder

__all__ = [
    "CALLOUT_KINDS",
    "SIZE_LIMIT",
    "CalloutKind",
    "Doc",
    "Heading",
    "Line",
    "Mention",
    "MentionFinder",
    "MentionKind",
    "Piece",
    "Reference",
    "ReferenceKind",
    "Resolved",
    "Resolver",
    "RichTextError",
    "diff",
    "diff_html",
    "from_html",
    "from_markdown",
    "from_sent",
    "from_slack",
    "is_empty",
    "links",
    "mentions",
    "outline",
    "references",
    "relabel",
    "render",
    "to_markdown",
    "to_text",
    "undescribed_images",
    "validate",
]
