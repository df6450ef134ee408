"""One-time links: how somebody without a password, or locked out, comes in."""

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from etabli.platform.people.models import Account
from etabli.platform.signin.models import LoginLink
from etabli.platform.signin.secrets import digest_of, new_secret


def login_link(account: Account) -> str:
    """Make a link that signs an account in once, within a quarter of an hour: its path."""
    secret = new_secret()
    LoginLink.objects.create(account=account, digest=secret.digest)
    return reverse("signin:link", kwargs={"secret": secret.words})


def is_alive(secret: str) -> bool:
    """Whether a link still opens something; reading it uses nothing up."""
    return _alive(secret).exists()


@transaction.atomic
def use_link(secret: str) -> Account | None:
    """Use a link up and give its account; None when it is dead. Of two uses one succeeds."""
    link = _alive(secret).select_for_update(of=("self",)).select_related("account").first()
    if link is None or not link.account.is_active:
        return None
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    account: Account = link.account
    return account


def _alive(secret: str) -> QuerySet[LoginLink]:
    return LoginLink.objects.filter(
        digest=digest_of(secret), used_at=None, expires_at__gt=timezone.now()
    )
