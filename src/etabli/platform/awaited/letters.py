"""Letters to those who have not said that they have read, from the worker, a few at a time."""

from django.conf import settings
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from etabli.platform.awaited.computing import ACKNOWLEDGE
from etabli.platform.awaited.models import Awaiting
from etabli.platform.events.later import later
from etabli.platform.events.log import Fact, emit
from etabli.platform.events.models import Event
from etabli.platform.items.models import Item
from etabli.platform.mail.writing import Words, write
from etabli.platform.people.models import Account

BATCH = 200
MISSING = """
SELECT person_id FROM awaited_all_concerned(%s)
WHERE NOT done AND person_id > %s ORDER BY person_id LIMIT %s
"""


@later("reading_chased", "reading_chased_on")
def write_to_the_missing(event: Event) -> None:
    """Write to the next two hundred, then leave the others to another event.

    Who has read meanwhile, or may not see the item any more, is not written to.
    """
    item = Item.objects.filter(pk=event.item_id or 0).select_related("author").first()
    if item is None or not Awaiting.objects.filter(item=item, step=ACKNOWLEDGE).exists():
        return
    after = int(event.payload.get("after", 0))
    with connection.cursor() as cursor:
        cursor.execute(MISSING, [item.pk, after, BATCH])
        ids = [row[0] for row in cursor.fetchall()]
    accounts = Account.objects.filter(person_id__in=ids, is_active=True).exclude(email=None)
    for account in accounts.select_related("person"):
        _write(item, account)
    if len(ids) == BATCH:
        # Nobody is told of this one: it only goes on with the work.
        emit(Fact("reading_chased_on", item=item, payload={"after": ids[-1]}))


def _write(item: Item, account: Account) -> None:
    language = account.person.language
    with translation.override(language):
        words = Words(
            subject=_("To read: %(title)s") % {"title": item.title},
            greeting=_("Hello %(name)s,") % {"name": account.person.name},
            lines=(
                _("%(name)s asks you to read “%(title)s”, and to say that you have.")
                % {"name": item.author.name, "title": item.title},
            ),
            button=(_("Read it"), f"{settings.SITE_URL}/fiches/{item.uid}/")
            if settings.SITE_URL
            else None,
            notes=(
                _("You say it yourself, in one gesture. Neither when nor for how long is kept."),
            ),
        )
    write(words, to=str(account.email), language=language, person_id=account.person_id)
