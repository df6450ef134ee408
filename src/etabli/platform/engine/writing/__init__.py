"""Making and changing items by the rules of their app. Every verb is one transaction's work."""

from etabli.platform.engine.writing.assigning import assign
from etabli.platform.engine.writing.creating import create
from etabli.platform.engine.writing.editing import edit
from etabli.platform.engine.writing.moving import move
from etabli.platform.engine.writing.refusal import Refusal

__all__ = ["Refusal", "assign", "create", "edit", "move"]
