"""Votes on the options of an item. Of a secret ballot, nothing says who voted what.

Who voted is in ``Turnout``; what was voted is in ``Tally``, counted, and in ``SealedAnswer``.
They have no key, number, date or order in common; see docs/decisions/0007.
"""

import uuid

from django.db import models


class Ballot(models.Model):
    """How an item is voted on. Settled with the item until the first vote, then kept.

    ``options``: {id: words}. ``closed``: its state ended the vote; its due date may, too.
    """

    item = models.OneToOneField(
        "items.Item", models.CASCADE, primary_key=True, related_name="ballot"
    )
    secret = models.BooleanField()
    many = models.BooleanField()
    least = models.IntegerField()
    options = models.JSONField(default=dict)
    voters = models.IntegerField(default=0)
    closed = models.BooleanField(default=False)
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")


class BallotVote(models.Model):
    """What somebody chose, in a ballot that is not secret: whoever sees the item reads it."""

    pk = models.CompositePrimaryKey("item_id", "person_id", "option")
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    option = models.CharField(max_length=16)
    audience = models.ForeignKey("access.Audience", models.PROTECT, related_name="+")


class Turnout(models.Model):
    """Somebody voted in a secret ballot. She alone reads it."""

    pk = models.CompositePrimaryKey("item_id", "person_id")
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")


class Tally(models.Model):
    """How many chose an option of a secret ballot. Nobody reads it but through its results."""

    pk = models.CompositePrimaryKey("item_id", "option")
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="+")
    option = models.CharField(max_length=16)
    count = models.IntegerField(default=0)


class SealedAnswer(models.Model):
    """A few words given with a vote, without a name. Its seal is drawn at random: no order."""

    seal = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey("items.Item", models.CASCADE, related_name="+")
    words = models.CharField(max_length=500)
