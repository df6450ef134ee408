"""Codes handed over in person, to those who have no address: how they first come in, and come
back when the password is forgotten. Nothing of it goes by mail.
"""

from dataclasses import dataclass
from datetime import timedelta
from secrets import choice

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from etabli.lib.text import sort_key
from etabli.platform.db.identity import set_identity
from etabli.platform.events.log import Fact, emit
from etabli.platform.people.models import Account, Person
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.signin.accounts import open_account
from etabli.platform.signin.sessions import end_sessions
from etabli.platform.spaces.handing import may_hand_code
from etabli.platform.staff.lines import LOGIN
from etabli.platform.staff.models import HandedCode

LASTS = timedelta(days=7)
SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Neither 0 and O, nor 1, I and L, nor U and V: codes are read on paper, and said aloud."""
LENGTH = 12
TRIES = 10


@dataclass(frozen=True)
class Sheet:
    """What is printed: shown once, for the code is kept nowhere."""

    account: Account
    code: str
    handed: HandedCode


@transaction.atomic
def hand_code(to: Person, *, by: Person, login: str = "") -> Sheet:
    """Make a code for somebody, and her account when she has none: then ``login`` is its name.

    Codes made before for her open nothing any more. Raises PersonRefusal.
    """
    if not may_hand_code(to, by=by):
        raise PersonRefusal(_("You may not hand a code to %(name)s.") % {"name": to.name})
    account = Account.objects.filter(person=to).first() or _opened(to, login)
    HandedCode.objects.filter(account=account, used_at=None).update(expires_at=timezone.now())
    code = "".join(choice(SIGNS) for _sign in range(LENGTH))
    handed = HandedCode.objects.create(
        account=account, by=by, digest=_digest(code), expires_at=timezone.now() + LASTS
    )
    emit(Fact("code_handed", actor=by, person=to))
    return Sheet(account, "-".join(code[at : at + 4] for at in range(0, LENGTH, 4)), handed)


@transaction.atomic
def use_code(login: str, code: str) -> Account | None:
    """Use a code up and give its account; None when the two open nothing together.

    The password there was is gone, and every session with it: she chooses another.
    """
    asked = "".join(sign for sign in code.upper() if sign.isalnum())
    waiting = HandedCode.objects.select_for_update(of=("self",)).filter(
        account__login__iexact=login.strip(), used_at=None, expires_at__gt=timezone.now()
    )
    found = waiting.select_related("account").order_by("-pk").first()
    if found is None or not found.account.is_active:
        return None
    if found.digest != _digest(asked):
        found.tries += 1
        # Guessed at: it opens nothing any more.
        if found.tries >= TRIES:
            found.expires_at = timezone.now()
        found.save(update_fields=["tries", "expires_at"])
        return None
    found.used_at = timezone.now()
    found.save(update_fields=["used_at"])
    account: Account = found.account
    account.set_unusable_password()
    account.save(update_fields=["password"])
    end_sessions(account.pk)
    # From here on she is somebody: the rest of the request is hers.
    set_identity(account.person_id)
    emit(Fact("code_used", person=account.person, payload={"by": found.by_id}))
    return account


def suggested_login(person: Person) -> str:
    """« b.nazari », or « b.nazari2 » when somebody has it."""
    words = sort_key(person.name).split()
    start = f"{words[0][:1]}.{words[-1]}" if words[1:] else (words[0] if words else "agent")
    start = "".join(sign for sign in start if sign.isascii())[:60] or "agent"
    taken = set(Account.objects.filter(login__startswith=start).values_list("login", flat=True))
    return next(
        name for n in range(1, 10_000) if (name := start + (str(n) if n > 1 else "")) not in taken
    )


def untold_codes(account: Account) -> list[HandedCode]:
    """Codes handed over for an account that its owner was not told of yet."""
    rows = HandedCode.objects.filter(account=account, told_at=None).select_related("by")
    return list(rows.order_by("at")[:5])


def told(codes: list[HandedCode]) -> None:
    """Their owner has been told."""
    ids = [one.pk for one in codes]
    HandedCode.objects.filter(pk__in=ids).update(told_at=timezone.now())


def _opened(person: Person, login: str) -> Account:
    login = login.strip().lower()
    if not LOGIN.fullmatch(login):
        raise PersonRefusal(_("Small letters without accents, figures, . - and _."), "login")
    return open_account(person, login=login)


def _digest(code: str) -> str:
    # Sixty bits would not withstand a copy of the database; with the house's key they do.
    return salted_hmac("etabli.staff.code", code, algorithm="sha256").hexdigest()
