"""Who is here: the person others see, the account she signs in with, her unit."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from etabli.lib.text import FOLD_SQL, sort_key
from etabli.platform.db.records import ArrayField, PublicRecord


class Folded(models.Func):
    """Lower case without accents, as ``etabli.lib.text.fold`` does, by the database."""

    template = FOLD_SQL.replace("value", "%(expressions)s")
    output_field = models.TextField()


class Unit(PublicRecord):
    """A part of the organisation; units make a tree."""

    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=200, db_index=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = ArrayField(models.BigIntegerField(), default=list, editable=False)
    origin = models.CharField(max_length=200, null=True, unique=True)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Person(PublicRecord):
    """A principal: somebody who may be given something to see.

    Members belong to the organisation; guests, bots and links see only what they were given.
    Whoever may see her reads every column here: what she says to fewer people is elsewhere
    (``profiles``). ``photo`` is the digest of her portrait.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("Member")
        GUEST = "guest", _("Guest")
        BOT = "bot", _("Bot")
        LINK = "link", _("Link")

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        ADMIN = "admin", _("Administrator")

    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(max_length=150)
    sort_key = models.CharField(max_length=150, db_index=True)
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.MEMBER)
    job = models.CharField(max_length=150, blank=True)
    organisation = models.CharField(max_length=150, blank=True)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="people")
    manager = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    photo = models.CharField(max_length=64, blank=True, default="", db_default="")
    language = models.CharField(max_length=2, default="fr")
    theme = models.CharField(max_length=5, blank=True, default="")
    hue = models.CharField(max_length=12, default="ardoise")
    active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    origin = models.CharField(max_length=200, null=True, unique=True)
    # What the directory looks through as one types.
    folded = models.GeneratedField(
        expression=Folded(
            Concat("name", models.Value(" "), "job", models.Value(" "), "organisation")
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["sort_key"]
        indexes = [models.Index(fields=["-joined_at"], name="person_joined")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def initials(self) -> str:
        words = [word for word in self.name.replace("-", " ").split() if word[:1].isalnum()]
        return "".join(word[0] for word in (words[:1] + words[-1:] if words[1:] else words)).upper()

    @property
    def photo_url(self) -> str:
        """Where her small photo is, for those who may see her; '' when she has none."""
        # Another photo is another address: a browser asks anew when it changes.
        return f"/personnes/{self.uid}/photo/{self.photo[:16]}/" if self.photo else ""

    @property
    def is_guest(self) -> bool:
        """Not of the organisation: shown with a dashed ring and where she comes from."""
        return self.kind == self.Kind.GUEST

    @property
    def is_admin(self) -> bool:
        return self.role == self.Role.ADMIN and self.kind == self.Kind.PERSON and self.active


class Accounts(BaseUserManager):  # type: ignore[type-arg]
    """Makes accounts; the account of a person nobody invited yet does not exist."""

    def create_account(
        self, person: Person, *, email: str | None = None, login: str | None = None, password: str
    ) -> "Account":
        account: Account = self.model(person=person, email=email or None, login=login or None)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """What a person signs in with. Only sign-in reads it: it is not under her colleagues' eyes."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="account")
    email = models.EmailField(null=True, unique=True)
    login = models.CharField(max_length=80, null=True, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = Accounts()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_staff = False
    is_superuser = False

    def __str__(self) -> str:
        return self.email or self.login or str(self.pk)
