"""The item and what hangs on it."""

from etabli.platform.items.models.attachments import Attachment
from etabli.platform.items.models.ballots import Ballot, BallotVote, SealedAnswer, Tally, Turnout
from etabli.platform.items.models.cards import LinkCard
from etabli.platform.items.models.discussion import Comment, Follow, Reaction, Vote
from etabli.platform.items.models.drafts import Draft
from etabli.platform.items.models.item import Item, ItemPart, ItemRef, Numbering
from etabli.platform.items.models.keeping import Review, Version
from etabli.platform.items.models.revisions import Revision

__all__ = [
    "Attachment",
    "Ballot",
    "BallotVote",
    "Comment",
    "Draft",
    "Follow",
    "Item",
    "ItemPart",
    "ItemRef",
    "LinkCard",
    "Numbering",
    "Reaction",
    "Review",
    "Revision",
    "SealedAnswer",
    "Tally",
    "Turnout",
    "Version",
    "Vote",
]
