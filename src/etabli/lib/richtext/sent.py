"""What a form sends: the document of the editor, or Markdown when there was no JavaScript."""

from etabli.lib.richtext.markdown_in import from_markdown
from etabli.lib.richtext.schema import Doc
from etabli.lib.richtext.validate import validate
from etabli.lib.richtext.words import MentionFinder


def from_sent(raw: object, mentions: MentionFinder | None = None) -> Doc:
    """The document of a field of a form or of the programming interface.

    JSON as text or already parsed, or Markdown. Raises RichTextError.
    """
    if isinstance(raw, str) and not raw.lstrip().startswith('{"'):
        return from_markdown(raw, mentions)
    return validate(raw)
