"""A program of its own that turns HTML into documents: one beside the import, on another core.

It reads lines of JSON and answers each with one. The first gives the people whom texts may
mention, {name: uid}; the others are lists of HTML texts, answered by lists of
[document, plain words, uids mentioned]. It ends when its input does, so it never outlives
the import, however that ends.
"""

import json
import sys
from collections.abc import Mapping

from etabli.lib.richtext import Mention, from_html, is_empty, mentions, to_text

Converted = tuple[str, str, list[str]]


def main() -> None:
    """Answer every line."""
    people: Mapping[str, str] = json.loads(sys.stdin.readline() or "{}")

    def find(name: str) -> Mention | None:
        uid = people.get(name)
        return Mention("person", uid, name) if uid else None

    for line in sys.stdin:
        answers = [convert(html, find) for html in json.loads(line)]
        sys.stdout.write(json.dumps(answers) + "\n")
        sys.stdout.flush()


def convert(html: str, find: object) -> Converted:
    """One text. A document without words is an empty text."""
    document = from_html(html, find)  # type: ignore[arg-type]
    if is_empty(document):
        return "", "", []
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return body, to_text(document), [one.uid for one in mentions(document)]


if __name__ == "__main__":
    main()
