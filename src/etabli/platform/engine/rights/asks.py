"""What the house answered when an app was switched on in a space."""

import json

from django.db import connection

from etabli.platform.access.audiences import Principal, audience_of, one, unit
from etabli.platform.access.models import Audience
from etabli.platform.engine.app import App
from etabli.platform.engine.registry import apps
from etabli.platform.events.log import Fact, emit, on
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Rank, Space, SpaceApp
from etabli.platform.spaces.settling import need


def asked(space_id: int, app: str, ask: str) -> int | None:
    """The id of the unit or person answered to an ask; None when it was left open.

    The same whoever asks: those whom an item concerns may be outside its space.
    """
    return answers(space_id, app).get(ask)


def answers(space_id: int, app: str) -> dict[str, int]:
    """All that was answered to an app in a space: {ask uid: id of the unit or person}."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT etabli_asks(%s, %s)", [space_id, app])
        found = cursor.fetchone()[0]
    given = (json.loads(found) if isinstance(found, str) else found) or {}
    return {ask: int(target) for ask, target in given.items() if target is not None}


def answer(app: App, space: Space, given: dict[str, int | None], *, by: Person) -> None:
    """Say who an app names in a space: {ask uid: id of the unit or person, None for nobody}.

    Those who are named no more see nothing more, at once; the worker lets in those who are
    named now. Only an owner changes who may see: raises SpaceRefusal for others.
    """
    need(space, by, Rank.OWNER)
    before = answers(space.pk, app.app)
    after = {ask: target for ask, target in {**before, **given}.items() if target is not None}
    if after == before:
        return
    SpaceApp.objects.filter(space=space, app=app.app).update(asks=after)
    _forget(app, space, before, after)
    emit(Fact("asks_answered", actor=by, space=space, payload={"app": app.app, "asks": after}))


def written(app: App, space: Space) -> int:
    """How many records of an app a space holds, for whoever runs the space; 0 for others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT engine_written(%s, %s)", [space.pk, app.app])
        return int(cursor.fetchone()[0])


def named(app: App, ask: str, target: int) -> Principal:
    """The principal an answer names."""
    return unit(target) if app.asks[ask].kind == "unit" else one(target)


@on("apps_switched")
def an_app_went_off(fact: Fact) -> None:
    """What was answered to an app goes with it: whoever was named sees nothing more."""
    for uid, before in fact.payload.get("off", {}).items():
        app = apps().get(uid)
        if app is not None and before:
            _forget(app, fact.space, before, {})


def _forget(app: App, space: Space, before: dict[str, int], after: dict[str, int]) -> None:
    """Take whoever is named no more out of all there is."""
    gone = {
        named(app, ask, target)
        for ask, target in before.items()
        if ask in app.asks and after.get(ask) != target
    }
    for principal in gone:
        with connection.cursor() as cursor:
            sent = [str(space.pk), app.app, principal.kind, str(principal.target)]
            cursor.execute("SELECT engine_audiences_naming(%s::bigint, %s, %s, %s::bigint)", sent)
            wide = [row[0] for row in cursor.fetchall()]
        for audience in Audience.objects.filter(pk__in=wide).prefetch_related("grants"):
            _narrow(app, space, audience, principal)


def _narrow(app: App, space: Space, wide: Audience, without: Principal) -> None:
    grants = [Principal(grant.kind, grant.target, grant.rank) for grant in wide.grants.all()]
    apart = wide.key.startswith("apart|")
    narrow = audience_of([one for one in grants if one != without], apart=apart)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT engine_narrow(%s, %s, %s, %s)", [space.pk, app.app, wide.pk, narrow.pk]
        )
