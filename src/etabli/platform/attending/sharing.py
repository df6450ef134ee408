"""The personal address at which programs read one's agenda: opened, renewed, closed."""

from collections.abc import Iterable
from secrets import token_hex

from django.core.signing import BadSignature, Signer

from etabli.platform.attending.models import CalendarAddress
from etabli.platform.db.identity import acting
from etabli.platform.people.models import Person
from etabli.platform.spaces.standing import spaces_of

_SEAL = Signer(sep=".", salt="etabli.attending.calendar")


def address_of(person: Person) -> CalendarAddress | None:
    """Her address, when it is open."""
    return CalendarAddress.objects.filter(person=person).first()


def renew(*, by: Person) -> CalendarAddress:
    """Open the address, or give it another secret: the former one answers no more."""
    found, _new = CalendarAddress.objects.update_or_create(
        person=by, defaults={"nonce": token_hex(16)}
    )
    return found


def close(*, by: Person) -> None:
    """Nobody reads her agenda from outside any more."""
    CalendarAddress.objects.filter(person=by).delete()


def choose_spaces(uids: Iterable[str], *, by: Person) -> None:
    """The spaces whose whole calendar is in it; those she is not in are left out."""
    wanted = set(uids)
    chosen = [space.pk for space in spaces_of(by) if str(space.uid) in wanted]
    CalendarAddress.objects.filter(person=by).update(spaces=chosen)


def path_of(address: CalendarAddress) -> str:
    """Where it is, in this house."""
    token = _SEAL.sign_object([address.person_id, address.nonce])
    return f"/agenda/perso/{token}.ics"


def owner_of(token: str) -> tuple[Person, CalendarAddress] | None:
    """Whose agenda an address opens; None when it is closed, renewed, or she has left."""
    try:
        person_id, nonce = _SEAL.unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return None
    with acting(int(person_id)):
        person = Person.objects.filter(pk=person_id, active=True).first()
        found = CalendarAddress.objects.filter(person=person_id, nonce=nonce).first()
    return (person, found) if person and found else None
