"""The link of the first run: who holds it founds the house, once."""

from datetime import timedelta

from django.utils import timezone

from etabli.platform.house.models import the_house
from etabli.platform.setup.models import FirstRun
from etabli.platform.signin.secrets import digest_of, new_secret

LASTS = timedelta(days=7)


def first_run_link() -> str:
    """The path of a fresh link to found the house, or '' once it is set up.

    Each start of the program prints one; those of the last days stay good, with what was
    already answered. Needs the role of the command line.
    """
    if the_house().set_up_at is not None:
        return ""
    FirstRun.objects.filter(made_at__lt=timezone.now() - LASTS).delete()
    latest = FirstRun.objects.order_by("-made_at").first()
    secret = new_secret()
    FirstRun.objects.create(digest=secret.digest, answers=latest.answers if latest else {})
    return f"/installation/{secret.words}/"


def first_run(secret: str) -> FirstRun | None:
    """The first run that a link opens, None once the house is set up or the link too old."""
    return FirstRun.objects.filter(
        digest=digest_of(secret), made_at__gt=timezone.now() - LASTS
    ).first()
