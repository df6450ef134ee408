"""What leaving the house ends here."""

from django.utils import timezone

from etabli.platform.events.log import Fact, on
from etabli.platform.people.models import Account
from etabli.platform.signin.models import Invitation, LoginLink
from etabli.platform.signin.sessions import end_sessions


@on("person_deactivated")
def end_everything(fact: Fact) -> None:
    """Her sessions, her links and the invitations she sent, in the same transaction."""
    for account in Account.objects.filter(person_id=fact.person.pk):
        end_sessions(account.pk)
        LoginLink.objects.filter(account=account).delete()
    waiting = Invitation.objects.filter(by_id=fact.person.pk, accepted_at=None, revoked_at=None)
    waiting.update(revoked_at=timezone.now())
