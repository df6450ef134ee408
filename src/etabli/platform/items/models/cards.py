"""What links to the outside lead to."""

from django.db import models
from django.utils import timezone

from etabli.platform.items.models.discussion import Comment
from etabli.platform.items.models.item import Item


class LinkCard(models.Model):
    """What a page of the web that a comment, or an item's own text, leads to says of itself.

    It is asked once. Whoever reads the text reads its cards; the worker alone writes them.
    ``asked_at`` is None until the page is asked, and ``title`` is '' when it said nothing;
    ``hidden``: whoever may change the text took it off.
    """

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="cards")
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="cards")
    url = models.CharField(max_length=2000)
    title = models.CharField(max_length=200, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")
    site = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True)
    hidden = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "url"], name="one_card_for_a_link"),
            models.UniqueConstraint(fields=["item", "url"], name="one_card_for_a_link_of_item"),
            models.CheckConstraint(
                condition=models.Q(comment=None) ^ models.Q(item=None), name="card_of_one_text"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="card_to_ask", condition=models.Q(asked_at=None))
        ]

    @property
    def said(self) -> Comment | Item:
        """The text that has the link."""
        said = self.comment or self.item
        assert said is not None, "the database holds that there is one"
        return said
