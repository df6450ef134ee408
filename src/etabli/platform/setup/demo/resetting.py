"""The demonstration put back as on its first day, in one transaction: all of it, or nothing."""

from datetime import timedelta

import structlog
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from etabli.platform.events.log import Fact, emit
from etabli.platform.events.regularly import regularly
from etabli.platform.files.models import StoredFile
from etabli.platform.files.tidying import let_go
from etabli.platform.house.models import House, the_house
from etabli.platform.people.models import Person
from etabli.platform.setup.demo.loading import load
from etabli.platform.setup.demo.strangers import why_kept
from etabli.platform.setup.models import Demonstration

# What is not of the demonstration: the program's own, the house, who is signed in.
KEPT = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "db_limit",
    "django_content_type",
    "django_migrations",
    "django_session",
    "engine_flexmap",
    "etabli_stamp",
    "events_cursor",
    "house_house",
    "setup_demonstration",
}
# Whoever founded the house stays, with what is hers alone; by the column that says whose it is.
OF_FOUNDER = {
    "people_person": "id",
    "people_account": "person_id",
    "profiles_detail": "person_id",
    "profiles_presence": "person_id",
    "guide_tour": "person_id",
    "notices_rhythm": "person_id",
}
OF_ACCOUNT = ("account_emailaddress", "mfa_authenticator", "usersessions_usersession")
LONGEST = timedelta(minutes=10)
"""After which who had begun is taken for dead."""

log = structlog.get_logger(__name__)


class DemonstrationKept(Exception):
    """A sentence: why nothing was erased."""


def reset() -> None:
    """Erase what was made here and bring the town in again, dated from today.

    Pages go on being read meanwhile, as they were; what is written waits. Run as etabli_sys.
    Raises DemonstrationKept, and leaves everything as it was.
    """
    with transaction.atomic():
        tables = sorted(set(connection.introspection.table_names()) - KEPT)
        _hold(tables)
        if reason := why_kept():
            raise DemonstrationKept(reason)
        mark = Demonstration.objects.select_related("founder").get()
        before = _bytes_named()
        _erase(tables, mark.founder)
        load(by=mark.founder)
        emit(Fact("demonstration_reset", actor=mark.founder))
        mark.loaded_at, mark.wanted_at, mark.began_at, mark.refusal = timezone.now(), None, None, ""
        mark.save()
        nameless = before - _bytes_named()
    for key in nameless:
        with transaction.atomic():
            let_go(key)


@regularly(seconds=5)
def reset_when_wanted() -> None:
    """Do what an administrator asked for on the page of the house."""
    if not _taken():
        return
    refusal = ""
    with translation.override(the_house().language):
        try:
            reset()
        except DemonstrationKept as kept:
            refusal = str(kept)
        except Exception:
            log.exception("demonstration.reset")
            refusal = _("It could not be done: the log of the server says why.")
    Demonstration.objects.update(wanted_at=None, began_at=None, refusal=refusal)


def _taken() -> bool:
    idle = Q(began_at=None) | Q(began_at__lt=timezone.now() - LONGEST)
    waiting = Demonstration.objects.exclude(wanted_at=None).filter(idle)
    return bool(waiting.update(began_at=timezone.now()))


def _hold(tables: list[str]) -> None:
    # Nobody writes until this is over: neither a stranger who comes in meanwhile, nor words
    # about something that is about to go.
    named = ", ".join(map(connection.ops.quote_name, tables))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '20s'")
        cursor.execute(f"LOCK TABLE {named} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _erase(tables: list[str], founder: Person | None) -> None:
    spared = {}
    if founder is not None:
        spared = {table: f"{column} <> {founder.pk}" for table, column in OF_FOUNDER.items()}
        hers = f"(SELECT id FROM people_account WHERE person_id = {founder.pk})"
        spared |= dict.fromkeys(OF_ACCOUNT, f"user_id NOT IN {hers}")
    with connection.cursor() as cursor:
        for table in tables:
            where = spared.get(table, "true")
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)} WHERE {where}")
    if founder is None:
        first = House()
        House.objects.update(
            set_up_at=None,
            language=first.language,
            urgent_mail=first.urgent_mail,
            link_cards=first.link_cards,
        )
    else:
        # Her unit and her manager were of the town; saying so also finds her again in search.
        founder.unit = founder.manager = None
        founder.save(update_fields=["unit", "manager"])


def _bytes_named() -> set[str]:
    portraits = Person.objects.exclude(photo="").values_list("photo", flat=True)
    return {*StoredFile.objects.values_list("key", flat=True), *filter(None, portraits)}
