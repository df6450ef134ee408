"""What an export holds, and what it leaves behind with the reason.

A test holds that every table of the program is named in one place or the other.
"""

from dataclasses import dataclass

from django.apps import apps

# In the order of import. References are checked at its end, but triggers are not: what names
# a file comes before the file, or the database would attach it a second time; addresses come
# before the accounts whose main one they are, or it would add them itself.
TABLES = (
    "house_house",
    "people_unit",
    "people_person",
    "profiles_detail",
    "profiles_presence",
    "guide_tour",
    "account_emailaddress",
    "people_account",
    "access_audience",
    "access_grant",
    "access_delegation",
    "spaces_space",
    "spaces_membership",
    "spaces_spaceapp",
    "spaces_joinrequest",
    "spaces_archiving",
    "items_numbering",
    "items_item",
    "items_itempart",
    "items_comment",
    "items_linkcard",
    "items_reaction",
    "items_vote",
    "items_follow",
    "items_revision",
    "items_itemref",
    "items_draft",
    "files_storedfile",
    "files_reading",
    "items_attachment",
    "engine_savedview",
    "items_review",
    "items_version",
    "attending_attendance",
    "items_ballot",
    "items_ballotvote",
    "items_turnout",
    "items_tally",
    "items_sealedanswer",
    "awaited_awaiting",
    "awaited_postponement",
    "awaited_reading",
    "awaited_acknowledgement",
    "notices_notice",
    "notices_rhythm",
    "events_event",
)

LEFT_OUT = {
    "access_audiencemember": "follows from audiences, spaces, units and people",
    "account_emailconfirmation": "links already sent are good for this house alone",
    "attending_calendaraddress": "secrets sealed with a key of this house",
    "auth_group": "not used",
    "auth_group_permissions": "not used",
    "auth_permission": "not used",
    "db_limit": "attempts counted here in the last minutes",
    "db_submission": "forms sent in the last hours, so as not to be done twice",
    "django_content_type": "made by the program",
    "django_session": "who is signed in, here",
    "engine_batch": "acts on many items, done here or about to be",
    "engine_flexmap": "which maps of columns are in use here",
    "events_cursor": "how far the listeners of this house have read",
    "events_setaside": "what the listeners of this house could not do",
    "feed_visit": "when people last looked here, told to nobody but themselves",
    "mail_letter": "letters this house is about to post",
    "mfa_authenticator": "secrets sealed with a key of this house",
    "setup_demonstration": "a house that moves is a real one: it is never to be put back",
    "setup_firstrun": "over before anything can be exported",
    "signin_invitation": "links already sent are good for this house alone",
    "signin_loginlink": "links already sent are good for this house alone",
    "staff_handedcode": "codes already handed over are good for this house alone",
    "staff_peoplelist": "files about to be brought in, by whoever sent them",
    "transfer_importrun": "files read here",
    "usersessions_usersession": "who is signed in, here",
}

PASSWORD = ("people_account", "password")
NOT_KEPT = "!"
"""What Django keeps for somebody who has no password."""

# Written by the database itself as audiences are filled again.
# What waited for the mail was for this house to send.
RECOMPUTED = {
    "access_audience": {"everyone": "false", "size": "0"},
    "notices_notice": {"mail_due": "NULL"},
}


@dataclass(frozen=True)
class Table:
    """A table as the program knows it: its columns and what orders its rows."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


def tables() -> list[Table]:
    """The tables of an export, in the order of import."""
    return [table_named(name) for name in TABLES]


def table_named(name: str) -> Table:
    """One table. Raises KeyError when the program has none of this name."""
    model = next((m for m in apps.get_models() if m._meta.db_table == name), None)
    if model is None:
        raise KeyError(name)
    return Table(
        name,
        tuple(str(field.column) for field in model._meta.concrete_fields if not field.generated),
        tuple(str(field.column) for field in model._meta.pk_fields),
    )
