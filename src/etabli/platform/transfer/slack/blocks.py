"""The words of a message made of blocks alone, as programs send them."""

from typing import Any

from etabli.platform.transfer.slack.values import fields, line, objects, words

DEPTH = 12
LINES = frozenset({"rich_text_section", "rich_text_preformatted", "rich_text_quote"})
# Each of these elements has one id, which Slack's markup writes between < and >.
CALLS = {
    "user": ("user_id", "@"),
    "channel": ("channel_id", "#"),
    "usergroup": ("", "!subteam^"),
}


def words_of_blocks(blocks: Any) -> str:
    """What blocks say, in Slack's markup, a line for each of their paragraphs."""
    return "\n".join(filter(None, (_words(block, 0).strip() for block in objects(blocks)[:200])))


def _words(block: dict[str, Any], depth: int) -> str:
    if depth > DEPTH:
        return ""
    kind = block.get("type")
    if kind in CALLS:
        key, mark = CALLS[kind]
        return f"<{mark}{line(block.get(key or 'usergroup_id'), 40)}>"
    if kind == "link":
        return f"<{line(block.get('url'), 2_000)}>"
    if kind == "emoji":
        return f":{line(block.get('name'), 60)}:"
    own = block.get("text")
    said = words(own) if isinstance(own, str) else words(fields(own).get("text"))
    inner = [_words(child, depth + 1) for child in _children(block)]
    glue = "" if kind in LINES else "\n"
    return glue.join(filter(None, [said, *inner]))


def _children(block: dict[str, Any]) -> list[dict[str, Any]]:
    found = objects(block.get("elements")) + objects(block.get("fields"))
    return found[:500]
