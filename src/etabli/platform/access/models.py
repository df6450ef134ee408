"""Audiences: who may read a row, said by grants and expanded by the database.

An audience is a set of grants and never changes: another set is another audience. The
people in it (``AudienceMember``) are kept true by triggers, in the transaction of whatever
changed, so no code of ours can forget one.
"""

from django.db import models
from django.db.models import Q

from etabli.platform.db.records import PublicRecord


class Audience(models.Model):
    """A set of grants. ``key`` is its canonical text, so equal sets share one row.

    ``everyone``: all members of the organisation are in it (then ``AudienceMember`` lists
    only the others). ``size`` counts the rows of ``AudienceMember``.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.TextField(unique=True)
    everyone = models.BooleanField(default=False)
    size = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="access_everyone", condition=Q(everyone=True)),
        ]

    def __str__(self) -> str:
        return self.key


class Grant(models.Model):
    """One principal of an audience."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation"
        SPACE = "space"
        UNIT = "unit"
        PERSON = "person"
        MANAGER_OF = "manager_of"
        ACTING_FOR = "acting_for"

    id = models.BigAutoField(primary_key=True)
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="grants")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    target = models.BigIntegerField(null=True)
    rank = models.SmallIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "target"], name="access_grant_target")]


class AudienceMember(models.Model):
    """Somebody of an audience. Written by triggers alone; each person reads her own rows."""

    pk = models.CompositePrimaryKey("person_id", "audience_id")
    person = models.ForeignKey("people.Person", models.CASCADE, db_index=False)
    audience = models.ForeignKey(Audience, models.CASCADE)


class Delegation(PublicRecord):
    """Somebody decides in the place of another for some days, both ends included.

    ``active`` is what audiences are filled by: true on those days, until it is withdrawn.
    The two of them read it; it is the giver's to write.
    """

    giver = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    taker = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    active = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["giver"], name="delegation_giver")]
