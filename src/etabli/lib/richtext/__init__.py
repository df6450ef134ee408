"""Rich text: ProseMirror JSON validated, read, written. See README.md one folder up."""

from etabli.lib.richtext.errors import RichTextError
from etabli.lib.richtext.html_in import from_html
from etabli.lib.richtext.markdown_in import from_markdown
from etabli.lib.richtext.markdown_out import to_markdown
from etabli.lib.richtext.reading import (
    Mention,
    Reference,
    ReferenceKind,
    is_empty,
    links,
    mentions,
    references,
    to_text,
)
from etabli.lib.richtext.render import Resolved, Resolver, render
from etabli.lib.richtext.schema import CALLOUT_KINDS, SIZE_LIMIT, CalloutKind, Doc, MentionKind
from etabli.lib.richtext.slack import from_slack
from etabli.lib.richtext.validate import validate
from etabli.lib.richtext.words import MentionFinder

__all__ = [
    "CALLOUT_KINDS",
    "SIZE_LIMIT",
    "CalloutKind",
    "Doc",
    "Mention",
    "MentionFinder",
    "MentionKind",
    "Reference",
    "ReferenceKind",
    "Resolved",
    "Resolver",
    "RichTextError",
    "from_html",
    "from_markdown",
    "from_slack",
    "is_empty",
    "links",
    "mentions",
    "references",
    "render",
    "to_markdown",
    "to_text",
    "validate",
]
